import type { OrderSize, OrderType, RefusalCode, Side } from '../order.ts';
import type { Instrument } from './instrument.ts';

/** What of a request is kept once it is accepted. */
export interface OrderTerms {
  readonly action: Side;
  readonly type: OrderType;
  readonly size: OrderSize;
  readonly price: number | null;
  readonly sl: number | null;
  readonly tp: number | null;
  readonly expireBars: number | null;
  readonly comment: string;
}

/** A request that is not accepted: why, and by which field. */
export interface OrderRefusal {
  readonly code: RefusalCode;
  readonly field: string | null;
}

export type CheckedOrder =
  | { readonly kind: 'order'; readonly terms: OrderTerms }
  | ({ readonly kind: 'refused' } & OrderRefusal);

const FIELDS: ReadonlySet<string> = new Set([
  'action',
  'symbol',
  'type',
  'volume',
  'risk_fraction',
  'equity_fraction',
  'price',
  'sl',
  'tp',
  'expire_bars',
  'comment',
]);

const LONGEST_COMMENT = 200;
/** Letters of a field that there is not, which an event tells. */
const LONGEST_NAME = 64;

/** Where the market stood when the order was asked for: the last close, or null before the first. */
export interface OrderGround {
  readonly instrument: Instrument;
  readonly lastClose: number | null;
}

/**
 * Checks a request as it came, from anybody: its fields, then its numbers, then the grid, then the sides of its stops. A
 * stop is on the wrong side when it is not beyond the limit price, or of a market order the last close.
 */
export function checkOrder(request: unknown, ground: OrderGround): CheckedOrder {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) return refused('NOT_AN_ORDER');
  const given = request as Readonly<Record<string, unknown>>;
  for (const field of Object.keys(given)) if (!FIELDS.has(field)) return refused('UNKNOWN_FIELD', clipName(field));
  const { symbol, action, type, comment } = given;
  if (isGiven(symbol) && symbol !== ground.instrument.symbol) return refused('UNKNOWN_SYMBOL', 'symbol');
  if (action !== 'BUY' && action !== 'SELL') return refused('INVALID_ACTION', 'action');
  if (type !== 'MARKET' && type !== 'LIMIT') return refused('INVALID_TYPE', 'type');
  if (isGiven(comment) && !isComment(comment)) return refused('INVALID_COMMENT', 'comment');
  const { price, sl, tp, expire_bars } = given;
  if (isGiven(price) && type === 'MARKET') return refused('PRICE_NOT_SUPPORTED', 'price');
  if (type === 'LIMIT' && !isPrice(price)) return refused('INVALID_PRICE', 'price');
  if (isGiven(sl) && !isPrice(sl)) return refused('INVALID_STOPS', 'sl');
  if (isGiven(tp) && !isPrice(tp)) return refused('INVALID_STOPS', 'tp');
  if (isGiven(expire_bars) && !isCount(expire_bars)) return refused('INVALID_EXPIRY', 'expire_bars');
  const sized = checkSize(given);
  if ('code' in sized) return refused(sized.code, sized.field);
  const terms: OrderTerms = {
    action,
    type,
    size: sized,
    price: numberOrNull(price),
    sl: numberOrNull(sl),
    tp: numberOrNull(tp),
    expireBars: numberOrNull(expire_bars),
    comment: isGiven(comment) ? String(comment) : '',
  };
  const fault = offGrid(terms, ground.instrument) ?? wrongSide(terms, ground.lastClose);
  return fault === null ? { kind: 'order', terms } : { kind: 'refused', ...fault };
}

function clipName(field: string): string {
  return field.length <= LONGEST_NAME ? field : `${field.slice(0, LONGEST_NAME).toWellFormed()}…`;
}

function refused(code: RefusalCode, field: string | null = null): CheckedOrder {
  return { kind: 'refused', code, field };
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isPrice(value: unknown): value is number {
  return typeof value === 'number' && value > 0 && value < Infinity;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function isComment(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_COMMENT && value.isWellFormed();
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function checkSize({
  volume,
  risk_fraction,
  equity_fraction,
  sl,
}: Readonly<Record<string, unknown>>): OrderSize | OrderRefusal {
  const given = Number(isGiven(volume)) + Number(isGiven(risk_fraction)) + Number(isGiven(equity_fraction));
  if (given > 1) return { code: 'INVALID_SIZE', field: 'volume' };
  if (isGiven(risk_fraction)) {
    if (!isPrice(risk_fraction) || risk_fraction > 1 || !isGiven(sl)) {
      return { code: 'INVALID_SIZE', field: 'risk_fraction' };
    }
    return { kind: 'risk', fraction: risk_fraction };
  }
  if (isGiven(equity_fraction)) {
    if (!isPrice(equity_fraction)) return { code: 'INVALID_SIZE', field: 'equity_fraction' };
    return { kind: 'equity', fraction: equity_fraction };
  }
  if (!isPrice(volume)) return { code: 'INVALID_VOLUME', field: 'volume' };
  return { kind: 'volume', volume };
}

function offGrid({ size, price, sl, tp }: OrderTerms, { tickSize, lotSize }: Instrument): OrderRefusal | null {
  if (lotSize !== null && size.kind === 'volume' && !isOnGrid(size.volume, lotSize)) {
    return { code: 'OFF_LOT', field: 'volume' };
  }
  if (tickSize === null) return null;
  if (price !== null && !isOnGrid(price, tickSize)) return { code: 'OFF_TICK', field: 'price' };
  if (sl !== null && !isOnGrid(sl, tickSize)) return { code: 'OFF_TICK', field: 'sl' };
  return tp !== null && !isOnGrid(tp, tickSize) ? { code: 'OFF_TICK', field: 'tp' } : null;
}

/** How far from a grid line, in steps of the grid, a number may stand that binary fractions put beside it. */
const GRID_TOLERANCE = 1e-9;

function isOnGrid(value: number, step: number): boolean {
  const steps = value / step;
  return Math.abs(steps - Math.round(steps)) <= GRID_TOLERANCE * Math.max(1, steps);
}

function wrongSide({ action, price, sl, tp }: OrderTerms, lastClose: number | null): OrderRefusal | null {
  const from = price ?? lastClose;
  const isLong = action === 'BUY';
  const below = isLong ? sl : tp;
  const above = isLong ? tp : sl;
  if (below !== null && above !== null && below >= above) return { code: 'INVALID_STOPS', field: 'sl' };
  if (from === null) return null;
  if (below !== null && below >= from) return { code: 'INVALID_STOPS', field: isLong ? 'sl' : 'tp' };
  return above !== null && above <= from ? { code: 'INVALID_STOPS', field: isLong ? 'tp' : 'sl' } : null;
}
