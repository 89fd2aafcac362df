import { describe, expect, it } from 'vitest';
import { renderSummaryMarkdown } from '../../../src/backtest/artefacts/comment/summary-markdown.ts';
import { refusedOrdersWarning } from '../../../src/backtest/artefacts/figures/refused-orders.ts';
import { renderReport } from '../../../src/backtest/artefacts/report/report-page.ts';
import { renderTerminalSummary } from '../../../src/backtest/artefacts/terminal/terminal-summary.ts';
import type { Summary } from '../../../src/backtest/metrics/summary.ts';
import { HOSTILE, PROOFS, sampleSummary } from './sample-summary.ts';

function orders(filled: number, rejected: Summary['orders']['rejected']): Pick<Summary, 'orders'> {
  return { orders: { placed: filled, filled, rejected, cancelled: {} } };
}

describe('the warning of refused orders', () => {
  it('says what is wrong with orders that were all refused', () => {
    expect(refusedOrdersWarning(orders(0, { INVALID_ACTION: 1592 }))).toBe(
      '1,592 orders were refused as faulty, 0 filled: INVALID_ACTION 1,592 (action is neither BUY nor SELL).',
    );
  });

  it('tells even one faulty order among many that filled', () => {
    expect(refusedOrdersWarning(orders(93, { MAX_OPEN_POSITIONS: 4, OFF_LOT: 1 }))).toBe(
      '1 order was refused as faulty, 93 filled: OFF_LOT 1 (volume is off lot_size).',
    );
  });

  it.each([
    { filled: 3, turnedDown: 3 },
    { filled: 93, turnedDown: 4 },
    { filled: 0, turnedDown: 0 },
  ])('is silent about $turnedDown orders that limits turned down beside $filled fills', ({ filled, turnedDown }) => {
    const rejected: Record<string, number> = turnedDown === 0 ? {} : { MAX_OPEN_POSITIONS: turnedDown };

    expect(refusedOrdersWarning(orders(filled, rejected))).toBeNull();
  });

  it('tells of limits that turned down more orders than filled, the most frequent first', () => {
    expect(refusedOrdersWarning(orders(3, { INSUFFICIENT_MARGIN: 1, MAX_OPEN_POSITIONS: 3 }))).toBe(
      '4 orders were turned down by limits, money or the exchange, more than the 3 that filled: MAX_OPEN_POSITIONS 3, INSUFFICIENT_MARGIN 1.',
    );
  });

  it('stands on every surface, where a code of others does nothing', () => {
    const summary = { ...sampleSummary(), ...orders(0, { [HOSTILE]: 5, INVALID_TYPE: 2 }) };
    const rest = { summary, checks: [], proofs: PROOFS, wall: null };
    const words = '2 orders were refused as faulty, 0 filled: INVALID_TYPE 2 (type is neither MARKET nor LIMIT).';

    const terminal = renderTerminalSummary(summary, {}, { colour: false, width: 300 });
    const comment = renderSummaryMarkdown({ ...rest, equity: [] });
    const curves = { equity: [], drawdown: [], trades: [], tradeCount: 0 };
    const page = renderReport({ ...rest, curves, candles: [], manifests: [] }, { library: '', style: '' });

    expect(terminal).toContain(words);
    expect(terminal).not.toContain('\u001b');
    expect(comment).toContain(`**${words}`);
    expect(comment).not.toMatch(/<img|(?<!`)@octocat/);
    expect(page).toContain(`<p class="warning">${words}`);
    expect(page).not.toContain('<img');
  });
});
