import { AppError } from '../../kernel/app-error.ts';

/** Names of the ways in which columns are commonly laid out; `plain` is any other table with the columns that matter. */
export const LAYOUTS = [
  'plain',
  'pandas',
  'yfinance',
  'binance-klines',
  'ccxt',
  'metatrader',
  'tradingview',
  'stooq',
] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Which column holds what, counted from 0. */
export interface Heading {
  readonly layout: Layout;
  /** How many fields each row has. */
  readonly width: number;
  readonly time: number;
  /** The time of day where it has a column of its own; -1 otherwise. */
  readonly clock: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Where the columns stand, by their names; throws `bad-input` for one that is missing or stands there twice. */
export function readHeading(names: readonly string[], where: string): Heading {
  const plain = names.map((name) =>
    name
      .trim()
      .replace(/^<(.*)>$/, '$1')
      .replaceAll(/[\s_]+/g, ' ')
      .toLowerCase(),
  );
  const one = (role: string, candidates: readonly string[]): number => {
    const found = plain.flatMap((name, column) => (candidates.includes(name) ? [column] : []));
    if (found.length === 1) return found[0] ?? -1;
    const listed = found.map((column) => `"${names[column]?.trim()}"`).join(' and ');
    const what = found.length === 0 ? `the column for ${role} is missing` : `${listed} could both be the ${role}`;
    throw new AppError('bad-input', what, { where, expected: EXPECTED });
  };
  const isTick = plain.includes('tickvol') && plain.includes('vol');
  const isSplit = plain.includes('date') && plain.includes('time');
  return {
    layout: nameLayout(plain),
    width: names.length,
    time: one('time', isSplit ? ['date'] : timeNames(plain)),
    clock: isSplit ? one('time of day', ['time']) : -1,
    open: one('open', ['open']),
    high: one('high', ['high']),
    low: one('low', ['low']),
    close: one('close', ['close']),
    volume: one('volume', isTick ? ['tickvol'] : ['volume', 'vol', 'tickvol', 'tick volume']),
  };
}

/** What a table of bars must have, with an example. */
export const EXPECTED =
  'a table with columns for time, open, high, low, close and volume, such as Date,Open,High,Low,Close,Volume';

/** The two layouts that are written without a header, by their first row; null for all others. */
export function readHeadless(first: readonly string[]): Heading | null {
  const prices = { open: 1, high: 2, low: 3, close: 4, volume: 5 };
  const [time = '', clock = ''] = first;
  const isNumber = (text: string): boolean => text !== '' && Number.isFinite(Number(text));
  if (first.length === 12 && /^\d{13}(?:\d{3})?$/.test(time) && first.every(isNumber))
    return { layout: 'binance-klines', width: 12, time: 0, clock: -1, ...prices };
  if (first.length === 7 && /^\d{4}\.\d\d\.\d\d$/.test(time) && /^\d\d:\d\d$/.test(clock))
    return { layout: 'metatrader', width: 7, time: 0, clock: 1, open: 2, high: 3, low: 4, close: 5, volume: 6 };
  return null;
}

const TIME_NAMES = ['date', 'time', 'datetime', 'date time', 'timestamp', 'open time', 'opentime', 'unix'];

/** Names of an index, which is only the time where no other column is. */
const INDEX_NAMES = ['', 'unnamed: 0', 'index', ' index level 0 '];

function timeNames(plain: readonly string[]): readonly string[] {
  return plain.some((name) => TIME_NAMES.includes(name)) ? TIME_NAMES : INDEX_NAMES;
}

function nameLayout(plain: readonly string[]): Layout {
  const has = (name: string): boolean => plain.includes(name);
  if (has('adj close')) return 'yfinance';
  if (has('ticker') && has('per')) return 'stooq';
  if (has('tickvol')) return 'metatrader';
  if (has('open time') || has('opentime')) return 'binance-klines';
  if (has('timestamp')) return 'ccxt';
  if (has('time') && !has('date')) return 'tradingview';
  if (!plain.some((name) => TIME_NAMES.includes(name))) return 'pandas';
  return 'plain';
}
