import { type Holding, type Market, openOf, unrealisedAt } from './holding.ts';
import type { BrokerState } from './state.ts';

/** The money of the account while it is still being counted: what stands at the opens of this step. */
export interface Standing {
  readonly equity: number;
  readonly freeMargin: number;
  /** Sum of the values of open positions. */
  readonly exposure: number;
}

/** What an entry may use: balance and profit at the opens of the current bars, less the margin of what is open (R14). */
export function standingAtOpens(balance: number, markets: readonly Market[]): Standing {
  let equity = balance;
  let margin = 0;
  let exposure = 0;
  for (const market of markets) {
    const open = openOf(market);
    for (const holding of market.holdings) {
      if (!isYounger(holding)) equity += unrealisedAt(holding, open);
      margin += marginOf(holding);
      exposure += open * holding.volume;
    }
  }
  return { equity, freeMargin: equity - margin, exposure };
}

/** Whether a position came after the open of this bar, so that it has no profit there. */
function isYounger({ market: { quote }, insideBar, entryBar }: Holding): boolean {
  return insideBar && quote.isThere && entryBar === quote.bar;
}

/** Writes the account at the closes over the last mark. */
export function markAtCloses(state: BrokerState): void {
  let unrealised = 0;
  let margin = 0;
  let exposure = 0;
  let open = 0;
  for (const { holdings, quote } of state.markets) {
    for (const holding of holdings) {
      unrealised += unrealisedAt(holding, quote.close);
      margin += marginOf(holding);
      exposure += quote.close * holding.volume;
      open += 1;
    }
  }
  const { mark, balance } = state;
  mark.balance = balance;
  mark.unrealised = unrealised;
  mark.equity = balance + unrealised;
  mark.used_margin = margin;
  mark.exposure = exposure;
  mark.open_positions = open;
  state.isMarked = true;
}

/** The margin that an open position binds, at its entry price. */
function marginOf({ market, entryPrice, volume }: Holding): number {
  return (entryPrice * volume) / market.instrument.leverage;
}
