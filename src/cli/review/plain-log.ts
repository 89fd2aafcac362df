import { shortModel } from '../../committee/rows.ts';
import { countOf, REHEARSAL_NOTICE, stanceWord } from '../../committee/wording.ts';
import { formatUsd } from '../../kernel/micro-usd.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import type { SessionEvent, Witness } from '../../ports/witness.ts';
import type { TerminalStream } from '../terminal.ts';
import { formatSeconds } from '../verdict-text/figures.ts';
import { clip, oneLine, widthOf } from '../verdict-text/width.ts';
import { scoreText } from './board-cell.ts';
import { isRehearsal } from './board-state.ts';

/** Tells a session line by line. */
export interface PlainLog {
  readonly witness: Witness;
  /** Nothing is told afterwards; may be called twice. */
  close(): void;
}

/** What the lines before an event have told, as far as the event needs it. */
interface Told {
  /** Width of the first column. */
  readonly column: number;
  /** The model that each seat was given, and the last one that failed a call. */
  readonly given: ReadonlyMap<string, ModelId>;
  readonly failed: ReadonlyMap<string, ModelId>;
}

const NOTHING_TOLD: Told = { column: 0, given: new Map(), failed: new Map() };
const LONGEST_MESSAGE = 400;

/** Opens a log for a stream that is no terminal: one plain line for each event that matters. */
export function openPlainLog(stream: Pick<TerminalStream, 'write'>): PlainLog {
  let told = NOTHING_TOLD;
  let closed = false;
  return {
    witness: (event) => {
      if (closed) return;
      told = remember(told, event);
      for (const line of tell(event, told)) stream.write(`${line}\n`);
    },
    close: () => {
      closed = true;
    },
  };
}

function remember(told: Told, event: SessionEvent): Told {
  if (event.kind === 'opened') {
    const given = new Map(event.seats.map(({ seat, model }) => [seat, model]));
    const names = ['cross-examination', ...event.seats.map(({ seat }) => oneLine(seat))];
    return { column: Math.max(...names.map(widthOf)), given, failed: new Map() };
  }
  if (event.kind === 'try-failed') return { ...told, failed: new Map(told.failed).set(event.call, event.model) };
  return told;
}

function tell(event: SessionEvent, told: Told): readonly string[] {
  const line = (call: string, ...words: readonly string[]) =>
    [oneLine(call).padEnd(told.column), ...words.filter((word) => word !== '')].join('  ');
  switch (event.kind) {
    case 'opened':
      return tellOpening(event);
    case 'asked': {
      const failed = told.failed.get(event.call);
      return failed === undefined || failed === event.model ? [] : [line(event.call, `trying ${nameOf(event.model)}`)];
    }
    case 'try-failed':
      return [line(event.call, `${nameOf(event.model)} failed: ${messageOf(event.message)}`)];
    case 'repairing':
      return [line(event.call, `repairing the answer of ${nameOf(event.model)}`)];
    case 'answered':
      return [line(event.call, ...tellAnswer(event, told.given.get(event.call)))];
    case 'failed':
      return [line(event.call, `not heard: ${messageOf(event.message)}`)];
    case 'examining':
      return [line('cross-examination', countOf(event.candidates, 'claim'))];
    case 'consolidating':
      return [line('chair', 'consolidating')];
    default:
      return event satisfies never;
  }
}

function tellOpening({ id, seats, capMicroUsd }: Extract<SessionEvent, { kind: 'opened' }>): readonly string[] {
  const models = [...new Set(seats.map(({ model }) => nameOf(model)))].join(', ');
  const opening = `session ${id}  ${countOf(seats.length, 'seat')} on ${models}`;
  return isRehearsal(seats) ? [REHEARSAL_NOTICE, opening] : [`${opening}  at most ${formatUsd(capMicroUsd)}`];
}

function tellAnswer(
  answer: Extract<SessionEvent, { kind: 'answered' }>,
  given: ModelId | undefined,
): readonly string[] {
  const { stance, latencyMs, microUsd, model } = answer;
  const said = stance === null ? 'answered' : stanceWord({ stance, standing: 'heard' });
  const fell = given !== undefined && given !== model ? ` (fallback for ${nameOf(given)})` : '';
  return [
    `${said} ${scoreText(answer)}`.trimEnd(),
    `${formatSeconds(latencyMs)} s`,
    formatUsd(microUsd),
    `${nameOf(model)}${fell}`,
  ];
}

function nameOf(model: ModelId): string {
  return oneLine(shortModel(model));
}

function messageOf(message: string): string {
  return clip(oneLine(message), LONGEST_MESSAGE);
}
