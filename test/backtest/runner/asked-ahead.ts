import fc from 'fast-check';
import type { Position } from '../../../src/backtest/adapter.ts';
import type { Bars } from '../../../src/backtest/bars.ts';
import type { Recorder } from '../../../src/backtest/event.ts';
import { Replay } from '../../../src/backtest/replay.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { NOTHING } from '../../../src/backtest/runner/asked.ts';
import type { AskAnswer, AskOrder } from '../../../src/backtest/runner/decide-ahead.ts';
import type { Decision } from '../../../src/backtest/runner/replayed-decisions.ts';
import { runStrategies } from '../../../src/backtest/runner/run-strategies.ts';
import { openDesk } from '../../../src/backtest/runner/strategy-desk.ts';
import type { StrategyClass } from '../../../src/backtest/strategy.ts';
import { barsOf } from '../broker/play.ts';
import { config as configs, type Decisions, orderOf, prices } from '../properties/generated.ts';

/** A strategy that asks at few bars, and looks at what it holds: its age, its profit and its stop. */
export function strategyOf(all: Decisions, everyBar: boolean): StrategyClass {
  return class {
    readonly symbol: string;

    constructor({ symbol }: { readonly symbol: string }) {
      this.symbol = symbol;
    }

    prepareIndicators() {
      return {};
    }

    findEntries(bars: Bars, _: unknown, index: number) {
      const { plans: wanted = [], cancels = false, closes = false } = all[index % all.length] ?? {};
      if (!everyBar && closes === (this.symbol === 'X')) return null;
      const orders = wanted.map((plan) => orderOf(plan, bars.close[index] as number));
      return cancels ? [{ action: 'CANCEL' as const }, ...orders] : orders;
    }

    findExits(held: Position, _: Bars, __: unknown, index: number) {
      const isOld = index - held.entry_bar > 6;
      const reason = `${held.symbol} ${held.unrealised_pnl} ${held.entry_price} ${held.sl} ${held.tp} ${held.volume}`;
      return isOld || held.unrealised_pnl < -3 ? { position_id: held.position_id, reason } : null;
    }
  };
}

export interface Market {
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  readonly seed: number;
}

/** Prices for far more bars than one span has, of two symbols whose bars do not all close together. */
export const markets: fc.Arbitrary<Market> = fc
  .record({ one: prices, other: prices, config: configs, shift: fc.nat({ max: 3 }), repeats: fc.constantFrom(1, 3, 9) })
  .map(({ one, other, config, shift, repeats }) => {
    const many = (all: typeof one) => Array.from({ length: repeats }, () => all).flat();
    const second = barsOf('Y', many(other));
    const step = (second.time[1] as number) - (second.time[0] as number);
    const later = { ...second, time: second.time.map((time) => time + shift * step) };
    return { series: [barsOf('X', many(one)), later], config: RunConfig.parse({ version: 1, ...config }), seed: 3 };
  });

/** Writes down all that a run tells. */
export const told = (log: string[]): Recorder => ({
  event: (event) => void log.push(JSON.stringify(event)),
  trade: (trade) => void log.push(JSON.stringify(trade)),
  mark: (mark) => void log.push(JSON.stringify(mark)),
});

/** What a run bar by bar comes to: all that is told, and what was wanted. */
export function runBarByBar(market: Market, strategy: StrategyClass) {
  const log: string[] = [];
  const decisions: Decision[][] = market.series.map(() => []);
  runStrategies({
    ...market,
    strategy,
    recorder: told(log),
    onAsked: (symbol, bar, asked) => {
      if (asked.requests.length + asked.exits.length > 0) decisions[symbol]?.push({ bar, asked });
    },
  });
  return { log, decisions };
}

/** A process that is asked ahead, as one in Python is: it knows the positions that it is told, and no broker. */
export function askedAhead({ series, config, seed }: Market, strategy: StrategyClass) {
  const desks = series.map((bars) => openDesk(strategy, bars, { ...config.params, seed }));
  for (const desk of desks) desk.prepare();
  const timeline = closesOf(series);
  const spans: number[] = [];
  const ask = async ({ from, until, positions }: AskOrder): Promise<AskAnswer> => {
    spans.push(until - from);
    for (let close = from; close < until; close += 1) {
      const wanted = (timeline[close] ?? []).flatMap(({ symbol, bar }) => {
        const held = positions
          .filter((span) => span.symbol === symbol && span.from <= bar && bar < span.until)
          .map((span) => ({ ...span.position, unrealised_pnl: span.unrealised[bar - span.from] as number }));
        const asked = desks[symbol]?.ask(bar, held) ?? NOTHING;
        return asked.requests.length + asked.exits.length === 0 ? [] : [{ symbol, bar, asked }];
      });
      if (wanted.length > 0) return { until: close + 1, decisions: wanted, isSlow: close % 5 === 0 };
    }
    return { until, decisions: [], isSlow: from % 3 === 1 };
  };
  return { ask, spans };
}

function closesOf(series: readonly Bars[]): { symbol: number; bar: number }[][] {
  const idle: Recorder = { event: () => {}, trade: () => {}, mark: () => {} };
  const replay = new Replay({ series, config: RunConfig.parse({ version: 1 }), seed: 1, recorder: idle });
  const closes: { symbol: number; bar: number }[][] = [];
  while (replay.next()) {
    const here = series.map((_, symbol) => ({ symbol, bar: replay.barOf(symbol) }));
    closes.push(here.filter(({ symbol }) => replay.isHere(symbol)));
  }
  return closes;
}
