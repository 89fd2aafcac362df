import type { CloseReason } from '../event.ts';
import { exitOf, isNear } from './exit.ts';
import { closingPrice, feeOf, makerPrice, type Priced, takerPrice, tellClosed } from './fills.ts';
import type { Holding, Market } from './holding.ts';
import type { BrokerState } from './state.ts';

/** Phase a: what was asked to be closed is closed at the open (R2). */
export function closeRequested(market: Market, state: BrokerState): void {
  endSome(market, state, requestedEnding);
}

/** Phase d: stops and targets, by ascending position number (R4 to R8, R10). */
export function exitPositions(market: Market, state: BrokerState): void {
  endSome(market, state, triggeredEnding);
}

/** At the end of the data: every position of a symbol is closed at its last close (R16). */
export function closeAtEnd(market: Market, state: BrokerState): void {
  endSome(market, state, finalEnding);
}

/** How a position ends on this bar. */
interface ClosingTerms extends Priced {
  readonly reason: CloseReason;
  readonly comment: string;
  readonly isTaker: boolean;
}

type EndingOf = (holding: Holding, state: BrokerState) => ClosingTerms | null;

const requestedEnding: EndingOf = (holding) => {
  if (holding.closing === null) return null;
  return { ...closingPrice(holding, holding.market.quote.open, true), ...holding.closing, isTaker: true };
};

const triggeredEnding: EndingOf = (holding, { limits }) => {
  if (!isNear(holding)) return null;
  const exit = exitOf(holding, limits);
  if (exit === null) return null;
  const { market, direction } = holding;
  const { reason } = exit;
  return reason === 'sl'
    ? { ...takerPrice(exit, direction === 1 ? -1 : 1, market), reason, comment: '', isTaker: true }
    : { ...makerPrice(exit, market), reason, comment: '', isTaker: false };
};

const finalEnding: EndingOf = (holding) => ({
  ...closingPrice(holding, holding.market.quote.close, false),
  reason: 'end_of_data',
  comment: '',
  isTaker: true,
});

function endSome(market: Market, state: BrokerState, endingOf: EndingOf): void {
  const { holdings, instrument } = market;
  if (holdings.length === 0) return;
  let kept = 0;
  for (const holding of holdings) {
    const ending = endingOf(holding, state);
    if (ending === null) {
      holdings[kept++] = holding;
    } else {
      const fee = feeOf(ending.price * holding.volume, instrument, ending.isTaker);
      state.balance += tellClosed(holding, { ...ending, fee }, state.recorder);
    }
  }
  holdings.length = kept;
}
