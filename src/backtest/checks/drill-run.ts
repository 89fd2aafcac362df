import { AppError } from '../../kernel/app-error.ts';
import type { Bars } from '../bars.ts';
import type { BacktestEvent, Mark, Recorder, Trade } from '../event.ts';
import type { RunConfig } from '../run-config.ts';
import { runStrategies } from '../runner/run-strategies.ts';
import type { StrategyClass } from '../strategy.ts';
import type { CheckId } from './check.ts';
import type { Drill, RunEvidence } from './evidence.ts';
import { InvariantBook } from './invariant-book.ts';
import { type RecordedRun, replayRecorded, type WindowPart } from './recorded-decider.ts';

/** Who decides in a drill: the strategy itself, or a record of what it decided in the run. */
export type Decider =
  | { readonly strategy: StrategyClass }
  | { readonly recorded: RecordedRun; readonly parts: readonly WindowPart[] };

/** What a drill replays. */
export type DrillGround = Decider & {
  readonly series: readonly Bars[];
  /** Without faults and without risk rules but that on open positions. */
  readonly config: RunConfig;
  readonly seed: number;
};

/** What a drill saw: the book of its run, the entries in it, and what the run ended with when it did not get through. */
export interface Played {
  readonly evidence: RunEvidence;
  readonly entries: readonly Entry[];
  readonly error: string | null;
}

/** An entry of a drill. */
export interface Entry {
  readonly symbol: string;
  readonly volume: number;
  readonly value: number;
}

/** Replays with a fresh strategy, or with what one decided, under a changed configuration. */
export function play(
  { series, seed, ...decider }: Decider & Pick<DrillGround, 'series' | 'seed'>,
  config: RunConfig,
): Played {
  const recorder = new DrillRecorder(series, config);
  const market = { series, config, seed, recorder };
  let error: string | null = null;
  try {
    if ('strategy' in decider) runStrategies({ ...market, strategy: decider.strategy });
    else replayRecorded({ ...market, run: decider.recorded, parts: decider.parts });
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    error = thrown.message;
  }
  return { evidence: recorder.book.evidence(), entries: recorder.entries, error };
}

/** What was changed for a drill, and what has to have happened for it to have bitten. */
export interface DrillTerms {
  readonly id: string;
  readonly check: CheckId;
  /** What was changed, such as `max_position of 500`. */
  readonly setting: string;
  /** What was counted, and how often; each has to be more than 0. */
  readonly bites: Readonly<Record<string, number>>;
}

/** What one or several replays of a drill came to: broken, held, or without anything to bite on. */
export function judgeDrill({ id, check, setting, bites }: DrillTerms, played: readonly Played[]): Drill {
  const counted = Object.entries(bites);
  const counts = counted.map(([what, count]) => `${count} ${what}`).join(', ');
  const faults = played.flatMap(({ error, evidence }) => [
    ...(error === null ? [] : [`With ${setting} the run did not get through: ${error}.`]),
    // A run that ended early is not judged by what it had no time to do.
    ...(error === null ? evidence.violations.map(({ text }) => `With ${setting}: ${text}.`) : []),
  ]);
  if (faults.length > 0) return { id, check, outcome: 'broken', evidence: faults.slice(0, MOST_FAULTS) };
  const missing = counted.filter(([, count]) => count === 0).map(([what]) => what);
  if (missing.length === 0)
    return { id, check, outcome: 'held', evidence: [`With ${setting}: ${counts}; every fill kept to the rules.`] };
  return {
    id,
    check,
    outcome: 'nothing_to_bite_on',
    evidence: [`With ${setting} there were no ${missing.join(', no ')} (${counts}), so nothing was shown.`],
  };
}

const MOST_FAULTS = 5;

/** A book that also takes down what was entered. */
class DrillRecorder implements Recorder {
  readonly book: InvariantBook;
  readonly entries: Entry[] = [];

  constructor(series: readonly Bars[], config: RunConfig) {
    this.book = new InvariantBook({ series, config });
  }

  event(event: BacktestEvent): void {
    this.book.event(event);
    if (event.type !== 'position_opened') return;
    this.entries.push({ symbol: event.symbol, volume: event.volume, value: event.volume * event.price });
  }

  trade(trade: Trade): void {
    this.book.trade(trade);
  }

  mark(mark: Readonly<Mark>): void {
    this.book.mark(mark);
  }
}
