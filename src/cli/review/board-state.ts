import type { Stance } from '../../committee/opinion.ts';
import type { ModelId } from '../../kernel/model-id.ts';
import { providerOf } from '../../kernel/model-id.ts';
import type { SeatPreview, SessionEvent } from '../../ports/witness.ts';

/** What the board says about the review as a whole. */
export interface BoardHead {
  readonly subject: string;
  readonly commit: string | null;
  readonly files: number;
  /** What `--base` named; null when something else is reviewed. */
  readonly baseName: string | null;
}

/** A try that gave no answer, and who is tried next. */
export interface FailedTry {
  readonly call: string;
  readonly model: ModelId;
  readonly message: string;
  readonly next: ModelId | null;
}

/** How far one call has come. */
export type CallState =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'asking';
      readonly model: ModelId;
      /** When the call was first asked, on the clock of the board. */
      readonly since: number;
      readonly repairing: boolean;
      /** The try before this one, when that was on another model. */
      readonly failed: FailedTry | null;
    }
  | {
      readonly kind: 'answered';
      readonly model: ModelId;
      readonly stance: Stance | null;
      readonly score: number | null;
      readonly latencyMs: number;
      readonly tokens: number;
      readonly microUsd: number;
    }
  | {
      readonly kind: 'failed';
      readonly message: string;
      readonly since: number;
      /** What was paid without an answer to show for it. */
      readonly tokens: number;
      readonly microUsd: number;
    };

/** Everything the board shows. */
export interface BoardState {
  readonly head: BoardHead;
  readonly seats: readonly SeatPreview[];
  /** Null until the session is open. */
  readonly capMicroUsd: number | null;
  readonly calls: ReadonlyMap<string, CallState>;
  /** Claims under cross-examination; null when nothing was asked. */
  readonly candidates: number | null;
  readonly consolidating: boolean;
  readonly failures: readonly FailedTry[];
  readonly closed: boolean;
}

const WAITING: CallState = { kind: 'waiting' };

/** The board before the session is open. */
export function startBoard(head: BoardHead): BoardState {
  return {
    head,
    seats: [],
    capMicroUsd: null,
    calls: new Map(),
    candidates: null,
    consolidating: false,
    failures: [],
    closed: false,
  };
}

/** The board after an event that happened at `now`, in milliseconds. */
export function advance(state: BoardState, event: SessionEvent, now: number): BoardState {
  switch (event.kind) {
    case 'opened':
      return { ...state, seats: event.seats, capMicroUsd: event.capMicroUsd };
    case 'examining':
      return { ...state, candidates: event.candidates };
    case 'consolidating':
      return { ...state, consolidating: true };
    case 'asked':
    case 'try-failed':
    case 'repairing':
    case 'answered':
    case 'failed': {
      const call = advanceCall(state.calls.get(event.call) ?? WAITING, event, now);
      return { ...state, calls: new Map(state.calls).set(event.call, call), failures: noteFailure(state, event) };
    }
    default:
      return event satisfies never;
  }
}

/** The state of a row: of the call itself, or what its readings or batches come to. */
export function rowState({ calls }: BoardState, row: string): CallState {
  const own = calls.get(row);
  if (own?.kind === 'answered' || own?.kind === 'failed') return own;
  const parts = [...calls].flatMap(([call, state]) => (belongsTo(row, call) ? [state] : []));
  const asking = parts.filter((part) => part.kind === 'asking');
  const troubled = asking.find(({ failed }) => failed !== null) ?? asking[0];
  if (troubled !== undefined) return { ...troubled, since: Math.min(...asking.map(({ since }) => since)) };
  return parts.find((part) => part.kind === 'failed') ?? sumAnswers(parts);
}

/** Whether nobody but the evidence rules is asked. */
export function isRehearsal(seats: readonly SeatPreview[]): boolean {
  return seats.length > 0 && seats.every(({ model }) => providerOf(model) === 'rehearsal');
}

/** What all calls that have ended came to so far. */
export function totalsOf({ calls }: BoardState): { readonly microUsd: number; readonly tokens: number } {
  const ended = [...calls.values()].filter((call) => call.kind === 'answered' || call.kind === 'failed');
  return {
    microUsd: ended.reduce((sum, call) => sum + call.microUsd, 0),
    tokens: ended.reduce((sum, call) => sum + call.tokens, 0),
  };
}

type CallEvent = Extract<SessionEvent, { readonly call: string }>;

function advanceCall(before: CallState, event: CallEvent, now: number): CallState {
  const since = before.kind === 'asking' || before.kind === 'failed' ? before.since : now;
  switch (event.kind) {
    case 'asked': {
      const earlier = before.kind === 'asking' ? before : null;
      const { repairing, failed } = earlier ?? { repairing: false, failed: null };
      return { kind: 'asking', model: event.model, since, repairing, failed };
    }
    case 'repairing':
      return { kind: 'asking', model: event.model, since, repairing: true, failed: null };
    case 'try-failed':
      if (event.next === null) return { kind: 'failed', message: event.message, since, tokens: 0, microUsd: 0 };
      return { kind: 'asking', model: event.next, since, repairing: false, failed: event };
    case 'answered':
      return event;
    case 'failed':
      return { kind: 'failed', message: event.message, since, tokens: event.tokens, microUsd: event.microUsd };
    default:
      return event satisfies never;
  }
}

/** A failed try is kept for the foot of the board, unless the same model repairs it, which follows at once. */
function noteFailure({ failures }: BoardState, event: CallEvent): readonly FailedTry[] {
  if (event.kind === 'try-failed') return [...failures, event];
  if (event.kind !== 'repairing') return failures;
  const repaired = failures.findLastIndex(({ call }) => call === event.call);
  return failures.filter((_, index) => index !== repaired);
}

/** `ops/first` owns `ops/first reading 2`, `cross-examination` owns `cross-examination/second 1`. */
function belongsTo(row: string, call: string): boolean {
  return call === row || call.startsWith(`${row} `) || call.startsWith(`${row}/`);
}

function sumAnswers(parts: readonly CallState[]): CallState {
  const answers = parts.filter((part) => part.kind === 'answered');
  const [first] = answers;
  if (first === undefined) return WAITING;
  const sum = (figure: 'latencyMs' | 'tokens' | 'microUsd') => answers.reduce((total, one) => total + one[figure], 0);
  return { ...first, latencyMs: sum('latencyMs'), tokens: sum('tokens'), microUsd: sum('microUsd') };
}
