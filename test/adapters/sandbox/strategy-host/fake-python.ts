import { openStrategyHost } from '../../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import { RunConfig } from '../../../../src/backtest/run-config.ts';
import type { StrategyOrder } from '../../../../src/ports/growing-strategy.ts';
import { someBars } from '../../../flows/backtest/leaks/memory-host.ts';
import { CHOICE, type FakeAnswer, fakeEngine, type HeardOrder, type Obey, type Stage } from './fake-walled.ts';

/** What is ordered of a strategy file. */
export function orderOf(strategy: string): StrategyOrder {
  return { strategy, params: { fast: 5 }, seed: 7, symbols: [{ symbol: 'X', closes: 3_600_000 }] };
}

export const series = [someBars(40)];
export const whole = { series, config: RunConfig.parse({ version: 1 }), columns: true };

export const OPENED = {
  kind: 'opened',
  traits: [{ warmup: 2, looksAtPositions: true }],
  runtime: { language: 'python', version: '3.11.2', packages: { pandas: '3.1.1' } },
};
export const COLUMN = Array.from({ length: 40 }, (_, index) => index / 3);

/** A process in Python that buys at bar 10 with a stop that is no number, and closes what it holds at bar 14. */
export const sound: Obey = (heard) => {
  if (heard.kind === 'open') return OPENED;
  if (heard.kind === 'bars') return { kind: 'noted' };
  if (heard.kind === 'prepare') return { kind: 'prepared', symbols: [{ columns: ['thirds'] }], floats: COLUMN };
  const { from, until } = heard as unknown as { readonly from: number; readonly until: number };
  const buys = { symbol: 0, bar: 10, requests: [{ type: 'MARKET', action: 'BUY', volume: 1 }], exits: [] };
  const sells = { symbol: 0, bar: 14, requests: [], exits: [{ position_id: 'p1', reason: 'enough' }] };
  for (const each of [buys, sells])
    if (from <= each.bar && each.bar < until) return { kind: 'asked', until: each.bar + 1, decisions: [each] };
  return { kind: 'asked', until, decisions: [] };
};

/** The sound one, but for one kind of order. */
export function otherwise(kind: string, obey: (heard: HeardOrder, stage: Stage) => FakeAnswer | null): Obey {
  return (heard, floats, stage) => (heard.kind === kind ? obey(heard, stage) : sound(heard, floats, stage));
}

/** A process that does something at its first question and answers nothing. */
export function silent(act: (stage: Stage) => void): Obey {
  return otherwise('ask', (_, stage) => {
    act(stage);
    return null;
  });
}

export function host(obey: Obey, step = 2_000) {
  const fake = fakeEngine(obey);
  const heard: string[] = [];
  const options = { wall: CHOICE, engine: fake.engine, step, onOutput: (text: string) => void heard.push(text) };
  return { ...fake, heard, host: openStrategyHost(options) };
}
