import type { CloseReason } from '../event.ts';
import { exitOf, isNear } from './exit.ts';
import { closingPrice, feeOf, makerPrice, type Priced, takerPrice, tellClosed } from './fills.ts';
import type { Holding, Market } from './holding.ts';
import type { BrokerState } from './state.ts';

/** Phase a: what was asked to be closed is closed at the open (R2). */
export function closeRequested(state: BrokerState): void {
  for (const market of state.markets) {
    if (market.quote.isThere && market.holdings.some(isClosing)) endSome(market, state, requestedEnding);
  }
}

/** Phase d: stops and targets, by ascending position number (R4 to R8, R10). */
export function exitPositions(state: BrokerState): void {
  for (const market of state.markets) {
    if (market.quote.isThere && market.holdings.some(isNear)) endSome(market, state, triggeredEnding);
  }
}

/** At the end of the data: every position of a symbol is closed at its last close (R16). */
export function closeAtEnd(market: Market, state: BrokerState): void {
  endSome(market, state, finalEnding);
}

function isClosing({ closing }: Holding): boolean {
  return closing !== null;
}

/** How a position ends on this bar. */
interface ClosingTerms {
  readonly priced: Priced;
  readonly reason: CloseReason;
  readonly comment: string;
  readonly isTaker: boolean;
}

type EndingOf = (holding: Holding, state: BrokerState) => ClosingTerms | null;

const requestedEnding: EndingOf = (holding) => {
  const { closing, market } = holding;
  if (closing === null) return null;
  const { reason, comment } = closing;
  return { priced: closingPrice(holding, market.quote.open, true), reason, comment, isTaker: true };
};

const triggeredEnding: EndingOf = (holding, { limits }) => {
  const exit = exitOf(holding, limits);
  if (exit === null) return null;
  const { market, direction } = holding;
  const isTaker = exit.reason === 'sl';
  const priced = isTaker ? takerPrice(exit, direction === 1 ? -1 : 1, market) : makerPrice(exit, market);
  return { priced, reason: exit.reason, comment: '', isTaker };
};

const finalEnding: EndingOf = (holding) => ({
  priced: closingPrice(holding, holding.market.quote.close, false),
  reason: 'end_of_data',
  comment: '',
  isTaker: true,
});

function endSome(market: Market, state: BrokerState, endingOf: EndingOf): void {
  const { holdings, instrument } = market;
  let kept = 0;
  for (const holding of holdings) {
    const ending = endingOf(holding, state);
    if (ending === null) {
      holdings[kept++] = holding;
    } else {
      const { priced, reason, comment, isTaker } = ending;
      const fee = feeOf(priced.price * holding.volume, instrument, isTaker);
      state.balance += tellClosed(holding, { priced, fee, reason, comment }, state.recorder);
    }
  }
  holdings.length = kept;
}
