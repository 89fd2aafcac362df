import type { Bars } from '../../../backtest/bars.ts';
import { type AskAnswer, type AskOrder, decideAhead } from '../../../backtest/runner/decide-ahead.ts';
import { type Decision, replayDecisions } from '../../../backtest/runner/replayed-decisions.ts';
import type { MethodNames } from '../../../backtest/runner/reply.ts';
import { refuseShortBars } from '../../../backtest/runner/run-strategies.ts';
import { readDecision } from '../../../backtest/runner/told-decision.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { NUMBERS_A_BAR, unpackBars } from '../strategy-host/packing.ts';
import type { BrokerAnswer, BrokerRequest } from './broker-message.ts';
import type { BrokerSession } from './broker-session.ts';
import { RecordedRun } from './recorded-run.ts';

type ReplayRequest = Extract<BrokerRequest, { kind: 'replay' }>;
type AskedRequest = Extract<BrokerRequest, { kind: 'asked' }>;

/** How the methods of a strategy are called in Python. */
const METHODS: MethodNames = { entries: 'find_entries', exits: 'find_exits' };

/**
 * The engine's own loop over a market that a test sent, with a strategy that lives in the process of the test: it asks
 * ahead, and the answers come as further requests.
 */
export class BrokerReplay {
  readonly #session: BrokerSession;
  readonly #series: readonly Bars[];
  readonly #decisions: Promise<Decision[][]>;
  #question = Promise.withResolvers<AskOrder>();
  #answer = Promise.withResolvers<AskAnswer>();

  constructor(session: BrokerSession, { symbol, traits, closes }: ReplayRequest, floats: Float64Array) {
    const { config, seed, symbols } = session.options;
    if (!session.isFresh) throw new AppError('bad-input', 'this broker was used before', { expected: 'a new adapter' });
    if (symbols.length !== 1 || symbols[0] !== symbol || floats.length % NUMBERS_A_BAR !== 0)
      throw new AppError('bad-input', 'the market cannot be read', { expected: `the bars of ${symbols.join(', ')}` });
    this.#session = session;
    this.#series = [unpackBars(floats, { symbol, closes: closes ?? null })];
    for (const bars of this.#series) refuseOddBars(bars, traits.warmup);
    this.#decisions = decideAhead({
      series: this.#series,
      config,
      seed,
      looksAtPositions: [traits.looksAtPositions],
      ask: (order) => {
        this.#answer = Promise.withResolvers();
        this.#question.resolve(order);
        return this.#answer.promise;
      },
    });
  }

  /** What is kept of it until it is done: each bar once, with its mark to come. */
  get size(): number {
    return this.#series.reduce((sum, { length }) => sum + 2 * length, 0);
  }

  /** What the engine asks next, or the report where nothing is left to ask. */
  async next(): Promise<BrokerAnswer> {
    const heard = await Promise.race([this.#question.promise, this.#decisions]);
    if ('from' in heard) return tell(heard);
    const run = new RecordedRun();
    replayDecisions({ ...this.#session.options, decisions: heard, series: this.#series, recorder: run });
    this.#session.keep(run, this.#series);
    return { body: { kind: 'done', report: this.#session.report() } };
  }

  /** Takes the answer of the strategy, and goes on; an answer that cannot be read may be given again. */
  hear({ until, decisions }: AskedRequest): Promise<BrokerAnswer> {
    this.#question = Promise.withResolvers();
    const read = decisions.map((told) => ({ ...told, asked: readDecision(told, METHODS) }));
    this.#answer.resolve({ until, decisions: read, isSlow: false });
    return this.next();
  }
}

/** Prices that no market can have had would only lead the engine astray. */
function refuseOddBars(bars: Bars, warmup: number): void {
  refuseShortBars(bars, warmup);
  const { time, open, high, low, close, closes, length } = bars;
  for (let bar = 0; bar < length; bar += 1) {
    const [o, h, l, c] = [open[bar] ?? 0, high[bar] ?? 0, low[bar] ?? 0, close[bar] ?? 0];
    const isSound = l > 0 && h < Infinity && l <= o && l <= c && o <= h && c <= h;
    const start = time[bar] ?? Number.NaN;
    const end = typeof closes === 'number' ? start + closes : (closes[bar] ?? Number.NaN);
    const before = bar === 0 ? -LATEST : (time[bar - 1] ?? Number.NaN);
    if (isSound && start > before && end > start && end < LATEST) continue;
    throw new AppError('bad-input', `bar ${bar} is none that a market can have had`, {
      expected: 'positive prices with low <= open, close <= high, and times in ascending order',
    });
  }
}

/** Close times are dates. */
const LATEST = 1e13;

function tell({ from, until, positions }: AskOrder): BrokerAnswer {
  const words = positions.map(({ symbol, from: first, until: last, position }) => ({
    symbol,
    from: first,
    until: last,
    position,
  }));
  return {
    body: { kind: 'ask', from, until, positions: words },
    floats: Float64Array.from(positions.flatMap(({ unrealised }) => unrealised)),
  };
}
