import type { Bars } from '../../../src/backtest/bars.ts';
import type { RunEvidence } from '../../../src/backtest/checks/evidence.ts';
import { InvariantBook } from '../../../src/backtest/checks/invariant-book.ts';
import type { BacktestEvent, Mark, Trade } from '../../../src/backtest/event.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { runStrategies } from '../../../src/backtest/runner/run-strategies.ts';
import type { StrategyClass } from '../../../src/backtest/strategy.ts';

/** One thing that a run told. */
export type Told =
  | { readonly kind: 'event'; readonly event: BacktestEvent }
  | { readonly kind: 'trade'; readonly trade: Trade }
  | { readonly kind: 'mark'; readonly mark: Mark };

/** All that a run told, so that it can be told again, and told wrongly. */
export function tapeOf(strategy: StrategyClass, series: readonly Bars[], config: unknown): readonly Told[] {
  const tape: Told[] = [];
  const recorder = {
    event: (event: BacktestEvent) => void tape.push({ kind: 'event', event }),
    trade: (trade: Trade) => void tape.push({ kind: 'trade', trade }),
    mark: (mark: Readonly<Mark>) => void tape.push({ kind: 'mark', mark: { ...mark } }),
  };
  runStrategies({ strategy, series, config: RunConfig.parse(config), seed: 1, recorder });
  return tape;
}

/** What a book says of a tape. */
export function read(tape: readonly Told[], series: readonly Bars[], config: unknown): RunEvidence {
  const book = new InvariantBook({ series, config: RunConfig.parse(config) });
  for (const told of tape) {
    if (told.kind === 'event') book.event(told.event);
    else if (told.kind === 'trade') book.trade(told.trade);
    else book.mark(told.mark);
  }
  return book.evidence();
}

/** Changes the first told thing that a change does not leave alone; null takes it out, several are put in its place. */
export function spoil(
  tape: readonly Told[],
  change: (told: Told) => Told | readonly Told[] | null | undefined,
): Told[] {
  let isDone = false;
  const spoiled = tape.flatMap((told) => {
    const changed = isDone ? undefined : change(told);
    if (changed === undefined) return [told];
    isDone = true;
    return changed === null ? [] : changed;
  });
  if (!isDone) throw new Error('nothing on the tape was changed');
  return spoiled as Told[];
}

/** A change of the first event of a type that meets a condition. */
export function eventWhere<T extends BacktestEvent['type']>(
  type: T,
  change: (event: Extract<BacktestEvent, { type: T }>) => Partial<Extract<BacktestEvent, { type: T }>> | null,
): (told: Told) => Told | undefined {
  return (told) => {
    if (told.kind !== 'event' || told.event.type !== type) return undefined;
    const event = told.event as Extract<BacktestEvent, { type: T }>;
    const changed = change(event);
    return changed === null ? undefined : { kind: 'event', event: { ...event, ...changed } };
  };
}
