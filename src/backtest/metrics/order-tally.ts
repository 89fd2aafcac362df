import { compareText } from '../../kernel/compare-text.ts';
import type { BacktestEvent } from '../event.ts';
import type { Summary } from './summary.ts';

/** Counts orders by what became of them, and remembers when the account's rules stopped trading. */
export class OrderTally {
  readonly #rejected = new Map<string, number>();
  readonly #cancelled = new Map<string, number>();
  readonly #kills: { time: string; reason: string; equity: number }[] = [];
  #placed = 0;
  #filled = 0;
  #liquidations = 0;

  event(event: BacktestEvent): void {
    if (event.type === 'order_placed') this.#placed += 1;
    else if (event.type === 'position_opened') this.#filled += 1;
    else if (event.type === 'order_rejected') count(this.#rejected, event.reason);
    else if (event.type === 'order_cancelled') count(this.#cancelled, event.reason);
    else if (event.type === 'liquidation') this.#liquidations += 1;
    else if (event.type === 'kill_switch') {
      const { time, reason, equity } = event;
      this.#kills.push({ time: new Date(time).toISOString(), reason, equity });
    }
  }

  figures(): Pick<Summary, 'orders' | 'kill_switch' | 'liquidations'> {
    return {
      orders: {
        placed: this.#placed,
        filled: this.#filled,
        rejected: byName(this.#rejected),
        cancelled: byName(this.#cancelled),
      },
      kill_switch: this.#kills,
      liquidations: this.#liquidations,
    };
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function byName(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([one], [other]) => compareText(one, other)));
}
