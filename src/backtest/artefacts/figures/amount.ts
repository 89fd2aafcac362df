import { formatDecimal } from '../decimal.ts';

/** Money for people: two decimals and thousands separated, up to four significant digits below 1, such as `12,345.68`. */
export function formatAmount(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 1) return smallNumber(value);
  return separated(value.toFixed(size < 1e15 ? 2 : 0));
}

/** Money with its sign, for differences. */
export function formatSignedAmount(value: number): string {
  return signed(value, formatAmount(value));
}

/** A share in percent, such as `12.35 %`. */
export function formatShare(share: number): string {
  return `${separated((share * 100).toFixed(2))} %`;
}

/** A share in percent with its sign, such as `+12.35 %`. */
export function formatSignedShare(share: number): string {
  return signed(share, formatShare(share));
}

/** A figure without a unit, such as `1.284`. */
export function formatRatio(value: number): string {
  return separated(value.toFixed(Math.abs(value) < 1e15 ? 3 : 0));
}

/** A figure without a unit, with its sign. */
export function formatSignedRatio(value: number): string {
  return signed(value, formatRatio(value));
}

/** A whole number with thousands separated. */
export function formatCount(value: number): string {
  return separated(`${value}`);
}

function smallNumber(value: number): string {
  const text = formatDecimal(Number(value.toPrecision(4)));
  const digits = text.split('.')[1]?.length ?? 0;
  return digits < 2 ? value.toFixed(2) : text;
}

/** What is so small that it reads as zero carries no sign; nothing is rounded away that has a digit left. */
function signed(value: number, text: string): string {
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function separated(text: string): string {
  const [whole = '', fraction] = withoutMinusZero(text).split('.');
  const grouped = /e/.test(whole) ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

function withoutMinusZero(text: string): string {
  return /[1-9]/.test(text) ? text : text.replace('-', '');
}
