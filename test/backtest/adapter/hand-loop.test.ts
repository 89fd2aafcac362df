import { describe, expect, it } from 'vitest';
import { barOf, buy, flatBar, limit, linesOf, openAdapter } from './stage.ts';

describe('a loop written by hand', () => {
  it('has its order acted upon at the bar after the one that it steps through next', () => {
    const { adapter } = openAdapter();
    adapter.step_bar(flatBar(0, 100));

    const answer = adapter.place_order(buy);
    const first = adapter.step_bar(flatBar(1, 110));
    const second = adapter.step_bar(flatBar(2, 120));

    expect(answer).toEqual({ success: true, order_id: 'o1', position_id: '', fill_price: null });
    expect(linesOf(first)).toEqual(['1 order_placed']);
    expect(second).toMatchObject([{ type: 'position_opened', order_id: 'o1', position_id: 'p1', bar: 2, price: 120 }]);
  });

  it('cannot buy a bar that it has looked at before it asks', () => {
    const { adapter, trades } = openAdapter();
    const bars = [flatBar(0, 100), barOf(1, [100, 200, 100, 200]), flatBar(2, 200), flatBar(3, 200)];

    for (const bar of bars) {
      if (bar.close > bar.open) adapter.place_order({ ...buy, tp: 199 });
      adapter.step_bar(bar);
    }

    expect(trades).toEqual([]);
  });

  it('cannot place a limit at the low of a bar that it has looked at', () => {
    const { adapter } = openAdapter();
    adapter.step_bar(flatBar(0, 100));

    adapter.place_order({ ...limit, price: 81 });
    adapter.step_bar(barOf(1, [100, 100, 80, 100]));

    expect(adapter.get_positions()).toEqual([]);
  });

  it('cannot take back an order when it sees that the bar fills it badly', () => {
    const { adapter } = openAdapter();
    adapter.place_order(limit);
    adapter.step_bar(flatBar(0, 100));

    const answer = adapter.cancel_order('o1');
    const events = adapter.step_bar(barOf(1, [100, 100, 50, 50]));

    expect(answer).toBe(true);
    expect(linesOf(events)).toEqual(['1 position_opened 90']);
    expect(adapter.cancel_order('o1')).toBe(false);
  });

  it('cannot get out before a stop that it sees coming', () => {
    const { adapter, trades } = openAdapter();
    adapter.place_order({ ...buy, sl: 90 });
    adapter.step_bar(flatBar(0, 100));
    adapter.step_bar(flatBar(1, 100));

    const answer = adapter.close_position('p1');
    const events = adapter.step_bar(barOf(2, [100, 100, 80, 80]));

    expect(answer).toEqual({ success: true, order_id: '', position_id: 'p1', fill_price: null });
    expect(linesOf(events)).toEqual(['2 sl_hit 90', '2 position_closed 90', '2 close_rejected POSITION_NOT_FOUND']);
    expect(trades).toMatchObject([{ reason: 'sl', exit_price: 90 }]);
  });

  it('has a position closed at the open after the next bar', () => {
    const { adapter } = openAdapter();
    adapter.place_order(buy);
    adapter.step_bar(flatBar(0, 100));
    adapter.step_bar(flatBar(1, 100));

    adapter.close_position('p1');
    const told = [adapter.step_bar(flatBar(2, 110)), adapter.step_bar(flatBar(3, 120))].map(linesOf);

    expect(told).toEqual([['2 close_requested'], ['3 position_closed 120']]);
  });

  it('has an order cancelled that the next bar does not fill', () => {
    const { adapter } = openAdapter();
    adapter.place_order(limit);
    adapter.step_bar(flatBar(0, 100));

    const answers = [adapter.cancel_order('o1'), adapter.cancel_order('o1'), adapter.cancel_order('o9')];
    const told = [adapter.step_bar(flatBar(1, 100)), adapter.step_bar(flatBar(2, 50))].map(linesOf);

    expect(answers).toEqual([true, false, false]);
    expect(told).toEqual([['1 order_cancelled REQUESTED'], []]);
  });

  it('has an order that was cancelled before any bar never act', () => {
    const { adapter } = openAdapter();
    adapter.place_order(buy);
    adapter.cancel_order('o1');

    const told = [adapter.step_bar(flatBar(0, 100)), adapter.step_bar(flatBar(1, 100))].map(linesOf);

    expect(told).toEqual([['0 order_placed', '0 order_cancelled REQUESTED'], []]);
  });

  it('is not judged by a later change of what it gave', () => {
    const { adapter } = openAdapter();
    const request = { ...buy };
    adapter.place_order(request);

    request.volume = 1000;
    adapter.step_bar(flatBar(0, 100));
    adapter.step_bar(flatBar(1, 100));

    expect(adapter.get_positions()).toMatchObject([{ volume: 1 }]);
  });
});
