import { type Bars, firstBars } from '../../backtest/bars.ts';
import { Agreement } from '../../backtest/proofs/agreement.ts';
import { compareCalendars, shiftCalendar, WEEKS } from '../../backtest/proofs/calendar.ts';
import { concludeProof } from '../../backtest/proofs/conclusion.ts';
import {
  type CutPlan,
  closesUpTo,
  planCuts,
  planNoise,
  readTimeline,
  type Timeline,
} from '../../backtest/proofs/cuts.ts';
import type { AskedAt, WholeSymbol } from '../../backtest/proofs/growth.ts';
import { EVERY_PREFIX_UP_TO, type LookAheadProof } from '../../backtest/proofs/look-ahead.ts';
import { noiseAfter } from '../../backtest/proofs/noise.ts';
import { Walk } from '../../backtest/proofs/walk.ts';
import type { RunConfig } from '../../backtest/run-config.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { GrowingStrategy, StrategyHost, StrategyOrder } from '../../ports/growing-strategy.ts';
import { openBounds } from './proof-bounds.ts';

/** What is to be proven, of which strategy, on which market. */
export interface ProofOrder {
  /** Path of the strategy file. */
  readonly strategy: string;
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  readonly seed: number;
  /**
   * What a run with all bars wanted, by symbol: then it is this run of which the proof is, and not another one in which a
   * strategy could behave. Without it the proof is of the run that it makes itself.
   */
  readonly decided?: readonly (readonly AskedAt[])[];
  /** Closes up to which every prefix is computed; 50,000 unless it is given. */
  readonly everyPrefixUpTo?: number;
  /** Milliseconds after which the proof is given up, counted over all that its strategies do. */
  readonly timeLimit: number;
}

export interface ProofPorts {
  readonly host: StrategyHost;
}

/** Who wants to know how far the proof is. */
export interface ProofWatch {
  /** Cuts that are behind, and how many there are. */
  onProgress?(done: number, total: number): void;
  /** Ends the proof and every strategy of it at once. */
  readonly signal?: AbortSignal;
}

/** After so many cuts noise follows, of at most so many bars for each symbol. */
const NOISE = { cuts: 64, bars: 100_000 };

/** Cuts between two reports of progress. */
const STRIDE = 256;

/**
 * Proves that decisions depend on no later bar that was supplied. A run with all bars says what was computed and
 * decided; a growing strategy, which is sent each bar only after its answer about the one before, has to say the same;
 * so has one behind whose bars noise follows. Moved dates are a warning only.
 */
export async function proveNoLeak(
  order: ProofOrder,
  { host }: ProofPorts,
  watch: ProofWatch = {},
): Promise<LookAheadProof> {
  const strategy = strategyOrderOf(order);
  const reach: Reach = { done: 0, total: null };
  using bounds = openBounds({
    timeLimit: order.timeLimit,
    timeout: host.timeout(order.timeLimit),
    interruption: watch.signal,
    reached: () => tellReach(reach),
  });
  const { signal } = bounds;
  const starting = [host.startGrowing(strategy, signal), host.startGrowing(strategy, signal)] as const;
  // Whether they started is asked below; what fails earlier than that is no failure that nobody hears of.
  for (const each of starting) each.catch(() => {});
  try {
    const { series, config } = order;
    const whole = asDecided(await host.runWhole(strategy, { series, config, columns: true }, signal), order);
    const [growing, noisy] = await Promise.all(starting);
    const timeline = readTimeline(order.series, whole);
    const warmup = Math.max(...whole.map((each) => each.warmup));
    const chance = host.chance();
    const limit = order.everyPrefixUpTo ?? EVERY_PREFIX_UP_TO;
    const plan = planCuts(timeline, { warmup, limit, seed: chance });
    const round: Round = { order, whole, timeline, plan, chance, watch, signal, reach };
    // One after the other: while bars are withheld, no process that was sent them is there to tell of them.
    const prefixes = await withholdBars(growing, round);
    const [noise, calendar] = await Promise.all([replaceBars(noisy, round), moveCalendar(host, strategy, round)]);
    const isRepetition = await isOnlyRepetition(host, { prefixes, noise: noise.agreement }, round);
    return concludeProof({ series: order.series, whole, timeline, plan, prefixes, noise, calendar, isRepetition });
  } finally {
    for (const started of await Promise.allSettled(starting))
      if (started.status === 'fulfilled') await started.value.close();
  }
}

interface Round {
  readonly order: ProofOrder;
  readonly whole: readonly WholeSymbol[];
  readonly timeline: Timeline;
  readonly plan: CutPlan;
  /** Drawn after the run that is proven, so that no strategy knows where it is looked at. */
  readonly chance: number;
  readonly watch: ProofWatch;
  readonly signal: AbortSignal;
  readonly reach: Reach;
}

/** How far a proof is; without a total while the strategies start and run with all bars. */
interface Reach {
  done: number;
  total: number | null;
}

function tellReach({ done, total }: Reach): string {
  if (total === null) return 'before the first cut of its look-ahead proof';
  return `after ${done} of ${total} cuts of its look-ahead proof`;
}

function strategyOrderOf({ strategy, series, config, seed }: ProofOrder): StrategyOrder {
  return {
    strategy,
    params: config.params,
    seed,
    symbols: series.map(({ symbol, closes }) => ({ symbol, closes: typeof closes === 'number' ? closes : null })),
  };
}

/** The columns and traits of one run with the decisions of another one. */
function asDecided(whole: readonly WholeSymbol[], { decided }: ProofOrder): readonly WholeSymbol[] {
  return decided === undefined ? whole : whole.map((each, symbol) => ({ ...each, asked: decided[symbol] ?? [] }));
}

/** Bars are sent close by close, or sample by sample, and never before the answer about those before. */
async function withholdBars(
  growing: GrowingStrategy,
  { order, whole, timeline, plan, watch, reach }: Round,
): Promise<Agreement> {
  const agreement = new Agreement({ series: order.series, whole, foundBy: 'prefix' });
  const walk = new Walk({ ...order, whole });
  const total = plan.kind === 'every' ? timeline.closes : plan.cuts.length;
  reach.total = total;
  for (let done = 0; done < total && !agreement.isOver; done += 1) {
    const symbols = walk.goTo(plan.kind === 'every' ? done + 1 : (plan.cuts[done] ?? 0));
    const step =
      plan.kind === 'every' ? { kind: 'grow' as const, symbols } : { kind: 'anew' as const, symbols, noise: null };
    agreement.hear(await growing.advance(step));
    reach.done = done + 1;
    if (done % STRIDE === 0) watch.onProgress?.(done, total);
  }
  watch.onProgress?.(total, total);
  return agreement;
}

/** The true bars up to each cut are followed by made-up ones; nothing at or before the cut may be otherwise for that. */
async function replaceBars(noisy: GrowingStrategy, { order, whole, timeline, chance: seed }: Round) {
  const agreement = new Agreement({ series: order.series, whole, foundBy: 'noise' });
  const walk = new Walk({ ...order, whole });
  const cuts = planNoise(timeline, { most: NOISE.cuts, seed });
  for (const cut of cuts) {
    if (agreement.isOver) break;
    const symbols = walk.goTo(cut);
    const after = walk.rest();
    const noise = order.series.map((bars, place) =>
      noiseBehind(bars, { rest: after[place] ?? 0, seed: seed + cut + place }),
    );
    agreement.hear(await noisy.advance({ kind: 'anew', symbols, noise }));
  }
  return { agreement, cuts: cuts.length, seed };
}

/** Made-up bars in the place of those that are left; none where none is left, or none came before. */
function noiseBehind(bars: Bars, { rest, seed }: { readonly rest: number; readonly seed: number }): Bars | null {
  const known = bars.length - rest;
  if (known === 0 || rest === 0) return null;
  return noiseAfter(firstBars(bars, known), { seed, length: Math.min(rest, NOISE.bars) });
}

/**
 * Whether the first difference is no leak: one process computes again and again, and a strategy may trip over itself.
 * Made anew in a process that gets the bars up to the difference at once, and no later ones, it then shows none.
 */
async function isOnlyRepetition(
  host: StrategyHost,
  { prefixes, noise }: { readonly prefixes: Agreement; readonly noise: Agreement },
  { order, whole, plan, signal }: Round,
): Promise<boolean> {
  const [first] = prefixes.differences;
  if (first === undefined || noise.found > 0 || plan.kind !== 'every') return false;
  const fresh = await host.startGrowing(strategyOrderOf(order), signal);
  try {
    const agreement = new Agreement({ series: order.series, whole, foundBy: 'prefix' });
    const symbols = new Walk({ ...order, whole }).goTo(closesUpTo(order.series, first.symbol, first.bar));
    agreement.hear(await fresh.advance({ kind: 'anew', symbols, noise: null }));
    return agreement.found === 0;
  } finally {
    await fresh.close();
  }
}

async function moveCalendar(
  host: StrategyHost,
  strategy: StrategyOrder,
  { order, whole, signal }: Round,
): Promise<LookAheadProof['calendar']> {
  const series = order.series.map(shiftCalendar);
  try {
    const shifted = await host.runWhole(strategy, { series, config: order.config, columns: false }, signal);
    return compareCalendars(whole, shifted, order.series);
  } catch (error) {
    if (!isAppError(error) || signal.aborted) throw error;
    const warning = `With all times ${WEEKS} weeks later the strategy does not run: ${error.message}`;
    return { weeks: WEEKS, changed: null, warning };
  }
}
