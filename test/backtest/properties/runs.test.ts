import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bars, firstBars } from '../../../src/backtest/bars.ts';
import type { BacktestEvent } from '../../../src/backtest/event.ts';
import { bars, config, decisions } from './generated.ts';
import { runDecisions, type Told } from './run.ts';

const RUNS = { numRuns: 150 };

describe('a run over any bars, decisions, costs and rules', () => {
  it('tells the same up to a bar whatever comes after it (P01)', () => {
    fc.assert(
      fc.property(bars, decisions, config, fc.nat(), (all, asked, given, cut) => {
        const last = cut % all.length;

        const whole = eventsOf(runDecisions(all, asked, given));
        const prefix = eventsOf(runDecisions(firstBars(all, last + 1), asked, given));

        const wholeSoFar = whole.filter(({ bar }) => bar <= last);
        expect(prefix.filter(isNotTheEnd)).toEqual(wholeSoFar.filter(isNotTheEnd));
      }),
      RUNS,
    );
  });

  it('tells the same again (P02)', () => {
    fc.assert(
      fc.property(bars, decisions, config, (all, asked, given) => {
        const again = runDecisions(all, asked, given);

        expect(JSON.stringify(again)).toBe(JSON.stringify(runDecisions(all, asked, given)));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps account of every coin after every bar (P03)', () => {
    fc.assert(
      fc.property(bars, decisions, config, (all, asked, given) => {
        const ledger = new SecondLedger(given.initial_cash, given.leverage, given.spread);

        for (const told of runDecisions(all, asked, given)) ledger.read(told, all);

        expect(ledger.marks).toBe(all.length);
        expect(ledger.differences).toEqual([]);
      }),
      RUNS,
    );
  });
});

const DAY = 86_400_000;

/** The bar of an event; what concerns the account has none, and stands at the minute at which it closed. */
function eventsOf(told: readonly Told[]): readonly (BacktestEvent & { readonly bar: number })[] {
  return told.flatMap((one) => {
    if (one.kind !== 'event') return [];
    const { event } = one;
    return [{ ...event, bar: 'bar' in event ? event.bar : (event.time % DAY) / 60_000 - 1 }];
  });
}

function isNotTheEnd(event: BacktestEvent): boolean {
  return !('reason' in event) || (event.reason !== 'END_OF_DATA' && event.reason !== 'end_of_data');
}

interface Open {
  readonly direction: 1 | -1;
  readonly volume: number;
  readonly price: number;
}

/** Counts the account from events alone and compares it with each mark; the end may close after the last mark's events. */
class SecondLedger {
  marks = 0;
  readonly differences: string[] = [];
  #balance: number;
  #turnover = 0;
  readonly #open = new Map<string, Open>();
  readonly #leverage: number;
  readonly #spread: number;

  constructor(cash: number, leverage: number, spread: number) {
    this.#balance = cash;
    this.#leverage = leverage;
    this.#spread = spread;
  }

  read(told: Told, all: Bars): void {
    if (told.kind === 'event') this.#follow(told.event);
    if (told.kind === 'mark') this.#compare(told.mark, all.close[this.marks] as number);
  }

  #follow(event: BacktestEvent): void {
    if (event.type === 'position_opened') {
      const { price, volume, fee } = event;
      this.#open.set(event.position_id, { direction: event.action === 'BUY' ? 1 : -1, volume, price });
      this.#balance -= fee;
      this.#turnover += price * volume;
    }
    if (event.type === 'position_closed') {
      const { direction, price, volume } = this.#open.get(event.position_id) as Open;
      this.#open.delete(event.position_id);
      this.#balance += (event.price - price) * volume * direction - event.fee;
      this.#turnover += event.price * volume;
    }
  }

  #compare(mark: Extract<Told, { kind: 'mark' }>['mark'], close: number): void {
    this.marks += 1;
    let profit = 0;
    let margin = 0;
    for (const { direction, volume, price } of this.#open.values()) {
      profit += direction * (close - (direction * this.#spread) / 2 - price) * volume;
      margin += (price * volume) / this.#leverage;
    }
    this.#differ('balance', mark.balance - this.#balance);
    this.#differ('unrealised', mark.unrealised - profit);
    this.#differ('equity', mark.equity - this.#balance - profit);
    this.#differ('used_margin', mark.used_margin - margin);
    this.#differ('open_positions', mark.open_positions - this.#open.size);
  }

  #differ(what: string, by: number): void {
    const isNear = Math.abs(by) <= 1e-9 * Math.max(1, this.#turnover);
    if (!isNear) this.differences.push(`${what} of mark ${this.marks} by ${by}`);
  }
}
