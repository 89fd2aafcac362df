import { type Span, textOf } from '../stamp.ts';

/** Powers of ten that a double holds exactly. */
const EXACT = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/** Another digit after this keeps a whole number below 2^53. */
const ROOM = 900_719_925_474_098;

const [ZERO, DOT, PLUS, MINUS] = [48, 46, 43, 45];

/**
 * The double that `Number` makes of the same text, or NaN for what is no finite decimal number.
 *
 * A mantissa below 2^53 and a power of ten up to 10^22 are both exact, so that one division rounds once and correctly
 * (Clinger 1990); everything else is left to `Number`.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  const sign = bytes[start];
  const first = sign === MINUS || sign === PLUS ? start + 1 : start;
  let mantissa = 0;
  let point = -1;
  for (let at = first; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (mantissa > ROOM) return parseSlowly({ bytes, start, end });
      mantissa = mantissa * 10 + digit;
    } else if (digit === DOT - ZERO && point < 0) point = at;
    else return parseSlowly({ bytes, start, end });
  }
  const places = point < 0 ? 0 : end - point - 1;
  if (first === end || point === first || point === end - 1 || places > 22) return parseSlowly({ bytes, start, end });
  const value = point < 0 ? mantissa : mantissa / (EXACT[places] ?? 1);
  return sign === MINUS ? -value : value;
}

const DECIMAL = /^ *[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,5})? *$/;

function parseSlowly(span: Span): number {
  const text = textOf(span);
  const value = span.end - span.start <= 200 && DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Why a cell is no number, in words that follow its name. */
export function wordCell(span: Span): string {
  const text = textOf(span).trim();
  if (text === '') return 'is empty';
  const shown = JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
  if (/^[+-]?inf(?:inity)?$/i.test(text)) return `is ${shown}, which is infinite`;
  if (/^[+-]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?$/.test(text)) return `is ${shown}; write it without thousands separators`;
  if (DECIMAL.test(text)) return `is ${shown}, too large a number`;
  if (/^[+-]?\d+,\d+$/.test(text)) return `is ${shown}; write it with a decimal point`;
  return `is ${shown}, not a number`;
}
