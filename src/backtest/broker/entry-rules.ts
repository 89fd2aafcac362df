import type { RefusalCode } from '../order.ts';
import type { RunConfig } from '../run-config.ts';
import { isMore } from './hair.ts';
import type { Market } from './holding.ts';
import type { Standing } from './ledger.ts';

/** An entry that would fill, sized and priced. */
export interface Entry {
  readonly market: Market;
  readonly volume: number;
  /** After slippage. */
  readonly price: number;
  readonly fee: number;
  /** Entries that filled on this UTC day. */
  readonly filledToday: number;
}

type EntryRule = (entry: Entry, standing: Standing, risk: RunConfig['risk']) => RefusalCode | null;

/** In the order in which they refuse: the rules of the run and the exchange first, the margin last. */
const rules: readonly EntryRule[] = [
  ({ market }, _, { max_open_positions: most }) =>
    most !== null && market.holdings.length >= most ? 'MAX_OPEN_POSITIONS' : null,
  ({ filledToday }, _, { max_orders_per_day: most }) =>
    most !== null && filledToday >= most ? 'MAX_ORDERS_PER_DAY' : null,
  ({ market, volume, price }) => (isMore(market.instrument.minNotional, volume * price) ? 'MIN_NOTIONAL' : null),
  ({ volume, price }, _, { max_position: most }) =>
    most !== null && isMore(volume * price, most) ? 'MAX_POSITION' : null,
  ({ volume, price }, { exposure, equity }, { max_exposure: most }) =>
    most !== null && isMore(exposure + volume * price, most * equity) ? 'MAX_EXPOSURE' : null,
  ({ market, volume, price, fee }, { freeMargin, equity }) =>
    isMore((price * volume) / market.instrument.leverage + fee, freeMargin, equity) ? 'INSUFFICIENT_MARGIN' : null,
];

/** Why an entry does not fill; null when it does. */
export function refuseEntry(entry: Entry, standing: Standing, risk: RunConfig['risk']): RefusalCode | null {
  for (const rule of rules) {
    const code = rule(entry, standing, risk);
    if (code !== null) return code;
  }
  return null;
}
