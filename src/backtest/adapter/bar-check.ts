import { AppError } from '../../kernel/app-error.ts';
import type { Bar } from '../adapter.ts';

/** What came before a bar: the last bar of its symbol, null before the first, and the last close of all symbols. */
export interface BarGround {
  readonly last: Bar | null;
  readonly lastClose: number;
}

type BarRule = (bar: Bar, ground: BarGround) => string | null;

const PRICES = ['open', 'high', 'low', 'close'] as const;

const rules: readonly BarRule[] = [
  (bar) => PRICES.find((field) => !(bar[field] > 0 && bar[field] < Infinity)) ?? null,
  ({ volume }) => (volume >= 0 && volume < Infinity ? null : 'volume'),
  ({ open, high, close }) => (high < open || high < close ? 'high' : null),
  ({ open, low, close }) => (low > open || low > close ? 'low' : null),
  ({ time }) => (Number.isFinite(time) ? null : 'time'),
  ({ time, close_time }) => (close_time > time && close_time < Infinity ? null : 'close_time'),
  ({ time }, { last }) => (last !== null && time < last.close_time ? 'time' : null),
  ({ close_time }, { lastClose }) => (close_time < lastClose ? 'close_time' : null),
];

/**
 * Refuses a bar that no market can have had: prices that are not positive numbers, a high below or a low above the body,
 * a bar that opens before the last one of its symbol closed, or closes before what was stepped through already.
 *
 * @throws AppError `bad-input` with the field at fault.
 */
export function mustBeBar(bar: Bar, ground: BarGround): void {
  for (const rule of rules) {
    const field = rule(bar, ground);
    if (field === null) continue;
    throw new AppError('bad-input', `step_bar was given a bar with \`${field}\` ${String(bar[field as keyof Bar])}`, {
      where: 'step_bar',
      expected: 'positive prices with low <= open, close <= high, and bars in the order in which they close',
      advice: 'Clean the data before the loop; nothing is repaired here.',
    });
  }
}
