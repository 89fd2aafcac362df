import { z } from 'zod';
import { AppError } from './app-error.ts';

const MICROS_PER_USD = 1_000_000;
const MICROS_PER_CENT = 10_000;
const SHAPE = /^(\d{1,9})(?:\.(\d{1,6}))?$/;

/** An amount of money in whole millionths of a US dollar, never negative. */
export const MicroUsd = z.int('a whole number of micro-dollars').min(0, 'no negative amount');
export type MicroUsd = z.infer<typeof MicroUsd>;

/** Reads dollars from digits with at most six decimals (`2`, `0.0042`), without floating point; null for anything else. */
export function parseUsd(text: string): MicroUsd | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, whole = '0', decimals = ''] = match;
  return Number(whole) * MICROS_PER_USD + Number(decimals.padEnd(6, '0'));
}

/** Dollars as a configuration file gives them, in micro-dollars; throws when they are no amount of at most six decimals. */
export function microUsdOf(usd: number): MicroUsd {
  const amount = parseUsd(String(usd));
  if (amount === null)
    throw new AppError('broken', `${usd} is no amount of dollars`, { expected: 'at most six decimals' });
  return amount;
}

/** Dollars with every decimal that counts, for records: `0.0042`, `2`. */
export function exactUsd(amount: MicroUsd): string {
  const whole = Math.floor(amount / MICROS_PER_USD);
  const decimals = String(amount % MICROS_PER_USD)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return decimals === '' ? String(whole) : `${whole}.${decimals}`;
}

/** Dollars for people: cents (`$0.21`), and below one cent the first two digits that count (`$0.0042`). */
export function formatUsd(amount: MicroUsd): string {
  const rounded =
    amount >= MICROS_PER_CENT ? roundTo(amount, MICROS_PER_CENT) : roundTo(amount, unitOfSecondDigit(amount));
  const [whole = '0', decimals = ''] = exactUsd(rounded).split('.');
  return `$${whole}.${decimals.padEnd(2, '0')}`;
}

function roundTo(amount: MicroUsd, unit: number): MicroUsd {
  return Math.round(amount / unit) * unit;
}

function unitOfSecondDigit(amount: MicroUsd): number {
  return 10 ** Math.max(0, String(amount).length - 2);
}
