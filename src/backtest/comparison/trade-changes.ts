import type { Trade } from '../event.ts';
import type { ChangedTrade, ListedTrade, TradeChanges } from './comparison.ts';

/** Trades of each kind that are listed; the rest is counted. */
const LISTED = 200;

/**
 * What became of the trades of the base. Trades are paired in the order in which they ended, the closest first: those alike
 * in everything, then those of the same entry (symbol, side, time, price and volume) with another exit, then those of the
 * same symbol, side and time of entry. What is left has appeared or disappeared.
 */
export function changesOf(base: readonly Trade[], head: readonly Trade[]): TradeChanges {
  let rest: Rest = { base, head };
  const pairs: (readonly [Trade, Trade])[][] = [];
  for (const identity of IDENTITIES) {
    const paired = pairUp(rest, identity);
    pairs.push(paired.pairs);
    rest = paired.rest;
  }
  const [same = [], ...others] = pairs;
  const changed = others.flat().toSorted(([, one], [, other]) => one.entry_time - other.entry_time);
  return {
    base: base.length,
    head: head.length,
    same: same.length,
    changed: changed.length,
    appeared: rest.head.length,
    disappeared: rest.base.length,
    changed_trades: changed.slice(0, LISTED).map(changeOf),
    appeared_trades: rest.head.slice(0, LISTED).map(listed),
    disappeared_trades: rest.base.slice(0, LISTED).map(listed),
  };
}

type Field = keyof ListedTrade | 'entry_fee' | 'exit_fee';

const SIGNAL: readonly Field[] = ['symbol', 'action', 'entry_time'];
const ENTRY: readonly Field[] = [...SIGNAL, 'entry_price', 'volume'];
const ALL: readonly Field[] = [...ENTRY, 'entry_fee', 'exit_time', 'exit_price', 'reason', 'exit_fee', 'pnl_net'];

/** The closest first. */
const IDENTITIES: readonly (readonly Field[])[] = [ALL, ENTRY, SIGNAL];

interface Rest {
  readonly base: readonly Trade[];
  readonly head: readonly Trade[];
}

/** Pairs the trades that are alike in some fields; of several alike ones the first with the first. */
function pairUp({ base, head }: Rest, fields: readonly Field[]): { pairs: (readonly [Trade, Trade])[]; rest: Rest } {
  const keyOf = (trade: Trade): string => JSON.stringify(fields.map((field) => trade[field]));
  const waiting = new Map<string, Trade[]>();
  for (const trade of base.toReversed()) {
    const key = keyOf(trade);
    const alike = waiting.get(key);
    if (alike === undefined) waiting.set(key, [trade]);
    else alike.push(trade);
  }
  const pairs: (readonly [Trade, Trade])[] = [];
  const left: Trade[] = [];
  for (const trade of head) {
    const partner = waiting.get(keyOf(trade))?.pop();
    if (partner === undefined) left.push(trade);
    else pairs.push([partner, trade]);
  }
  const taken = new Set(pairs.map(([trade]) => trade));
  return { pairs, rest: { base: base.filter((trade) => !taken.has(trade)), head: left } };
}

function changeOf([base, head]: readonly [Trade, Trade]): ChangedTrade {
  return { base: listed(base), head: listed(head), differs: ALL.filter((field) => base[field] !== head[field]) };
}

function listed(trade: Trade): ListedTrade {
  const { symbol, action, entry_price, exit_price, volume, reason, pnl_net } = trade;
  const entry_time = new Date(trade.entry_time).toISOString();
  const exit_time = new Date(trade.exit_time).toISOString();
  return { symbol, action, entry_time, entry_price, exit_time, exit_price, volume, reason, pnl_net };
}
