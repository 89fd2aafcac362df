import type { Summary } from '../../metrics/summary.ts';
import { formatCount } from './amount.ts';

/** Refusals that only a change of the strategy ends, each with what is wrong with the order. */
const FAULTS: ReadonlyMap<string, string> = new Map([
  ['NOT_AN_ORDER', 'it is no object'],
  ['UNKNOWN_FIELD', 'it has a field that no order has'],
  ['UNKNOWN_SYMBOL', 'symbol is not the one that was asked about'],
  ['INVALID_ACTION', 'action is neither BUY nor SELL'],
  ['INVALID_TYPE', 'type is neither MARKET nor LIMIT'],
  ['INVALID_VOLUME', 'volume is no number above 0'],
  ['INVALID_SIZE', 'not exactly one size, or one out of range'],
  ['INVALID_PRICE', 'price of a LIMIT is no number above 0'],
  ['INVALID_STOPS', 'sl or tp is on the wrong side of the price'],
  ['INVALID_EXPIRY', 'expire_bars is no count of bars'],
  ['INVALID_COMMENT', 'comment is no text of up to 200 characters'],
  ['PRICE_NOT_SUPPORTED', 'a MARKET order has no price'],
  ['OFF_TICK', 'a price is off tick_size'],
  ['OFF_LOT', 'volume is off lot_size'],
]);

type Refused = readonly (readonly [code: string, count: number])[];

/**
 * Says which orders were refused, where a reader must know: faulty ones always, those that a limit, the money or the
 * exchange turned down only when they are more than were filled, since a strategy may well live with some. Null otherwise.
 */
export function refusedOrdersWarning({ orders }: Pick<Summary, 'orders'>): string | null {
  const all = Object.entries(orders.rejected).toSorted(([, one], [, other]) => other - one);
  const faulty = all.filter(([code]) => FAULTS.has(code));
  const others = all.filter(([code]) => !FAULTS.has(code));
  const { filled } = orders;
  const sentences: string[] = [];
  if (faulty.length > 0)
    sentences.push(`${countOf(faulty)} refused as faulty, ${formatCount(filled)} filled: ${listOf(faulty)}.`);
  if (sumOf(others) > filled)
    sentences.push(
      `${countOf(others)} turned down by limits, money or the exchange, more than the ${formatCount(filled)} that filled: ${listOf(others)}.`,
    );
  return sentences.length === 0 ? null : sentences.join(' ');
}

function countOf(refused: Refused): string {
  const sum = sumOf(refused);
  return sum === 1 ? '1 order was' : `${formatCount(sum)} orders were`;
}

function listOf(refused: Refused): string {
  return refused
    .map(([code, count]) => {
      const fault = FAULTS.get(code);
      return `${code} ${formatCount(count)}${fault === undefined ? '' : ` (${fault})`}`;
    })
    .join(', ');
}

function sumOf(refused: Refused): number {
  return refused.reduce((sum, [, count]) => sum + count, 0);
}
