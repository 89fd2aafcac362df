import { parseLogLine } from '../../ops/log-line.ts';
import { type UnknownReading, unknown } from '../../ops/reading.ts';

const TAKES = ['last', 'count', 'age_h', 'age_d'] as const;
/** What is made of runs: the newest one's metric, their number, or how long ago the newest one ended. */
export type Take = (typeof TAKES)[number];

/** Which runs are asked for, and what of them. */
export interface RunQuery {
  readonly experiments: readonly string[];
  /** Null where no metric is asked for. */
  readonly metric: string | null;
  /** In the words of MLflow; null for every run. */
  readonly filter: string | null;
  readonly take: Take;
}

const KEYS: readonly string[] = ['experiment', 'metric', 'filter', 'take'];

/** Reads a query of MLflow: `experiment=12 metric=sortino filter="tags.kind = 'train'"`. */
export function readRunQuery(text: string): RunQuery | UnknownReading {
  const line = parseLogLine(`event=runs ${text}`);
  if (line.kind === 'malformed') return refuse(text, line.why);
  const wrong = [...line.fields.keys()].find((key) => !KEYS.includes(key));
  if (wrong !== undefined) return refuse(text, `${wrong} is none of ${KEYS.join(', ')}`);
  const textOf = (key: string) => line.fields.get(key)?.text ?? null;
  const experiments = (textOf('experiment') ?? '').split(',').filter((id) => id !== '');
  if (experiments.length === 0) return refuse(text, 'it names no experiment by its id');
  const word = textOf('take') ?? 'last';
  const take = TAKES.find((each) => each === word);
  if (take === undefined) return refuse(text, `take is ${word}, expected ${TAKES.join(', ')}`);
  const metric = textOf('metric');
  if (metric === null && take === 'last') return refuse(text, 'it names no metric');
  return { experiments, metric, filter: textOf('filter'), take };
}

function refuse(text: string, why: string): UnknownReading {
  const example = 'experiment=12 metric=sortino';
  return unknown('refused', `${JSON.stringify(text.slice(0, 100))} is no query of MLflow, such as ${example}: ${why}`);
}
