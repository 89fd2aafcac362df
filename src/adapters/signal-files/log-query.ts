import { parseLogLine } from '../../ops/log-line.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';

const TAKES = ['last', 'count', 'sum', 'max', 'min'] as const;
/** What is made of the events: the newest one's figure, their number, or a sum, most or least of their figures. */
export type Take = (typeof TAKES)[number];

/** Which events are asked for, and what of them. */
export interface LogQuery {
  readonly event: string;
  /** Null where only their number is asked for. */
  readonly field: string | null;
  readonly take: Take;
  /** Fields that an event must have with this text. */
  readonly where: ReadonlyMap<string, string>;
}

/** Reads a query of a log, which is a structured line itself. */
export function readLogQuery(text: string): LogQuery | UnknownReading {
  const line = parseLogLine(text);
  if (line.kind === 'malformed') return refuse(text, line.why);
  const fields = new Map([...line.fields].map(([key, value]) => [key, value.text]));
  const field = fields.get('field') ?? null;
  const word = fields.get('take') ?? 'last';
  const take = TAKES.find((each) => each === word);
  if (take === undefined) return refuse(text, `take is ${word}, expected ${TAKES.join(', ')}`);
  if (field === null && take !== 'count') return refuse(text, 'it names no field');
  fields.delete('field');
  fields.delete('take');
  return { event: line.event, field, take, where: fields };
}

function refuse(text: string, why: string): UnknownReading {
  const example = 'event=run_done field=candidates_passed status=success';
  return unknown('refused', `${JSON.stringify(text.slice(0, 100))} is no query of a log, such as ${example}: ${why}`);
}
