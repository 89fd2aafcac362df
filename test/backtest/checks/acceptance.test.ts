import { describe, expect, it } from 'vitest';
import { InvariantBook } from '../../../src/backtest/checks/invariant-book.ts';
import { Replay } from '../../../src/backtest/replay.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { readCases, type Scenario } from '../case-file.ts';

describe('a book beside the acceptance cases', () => {
  it.each(readCases().scenarios.map((scenario) => [scenario.id, scenario] as const))(
    'finds nothing in acceptance case %s, which was worked out by hand',
    (_, scenario) => {
      expect(bookOf(scenario).violations).toEqual([]);
    },
  );
});

/** Plays an acceptance case beside a book. */
function bookOf({ bars, actions, config: own }: Scenario) {
  const { gap_fill_limit, ...rest } = { ...readCases().defaults, ...own };
  const market = gap_fill_limit === 'limit' ? 'continuous' : 'sessions';
  const config = RunConfig.parse({ version: 1, ...rest, market, risk: { max_open_positions: null } });
  const column = (name: 'o' | 'h' | 'l' | 'c') => Float64Array.from(bars, (bar) => bar[name]);
  const data = {
    symbol: 'TEST',
    length: bars.length,
    time: Float64Array.from(bars, (_, index) => index * 60_000),
    open: column('o'),
    high: column('h'),
    low: column('l'),
    close: column('c'),
    volume: new Float64Array(bars.length),
    closes: 60_000,
  };
  const book = new InvariantBook({ series: [data], config });
  const replay = new Replay({ series: [data], config, seed: 1, recorder: book });
  const orders = new Map<string, string>();
  for (let bar = 0; replay.next(); bar += 1) {
    for (const action of actions.filter(({ at }) => at === bar)) {
      const { op, ref } = action;
      if (op === 'place') orders.set(ref, replay.broker.place(0, action.order).order_id);
      else if (op === 'cancel') replay.broker.cancel(orders.get(ref) ?? '');
      else replay.broker.close(`p${[...orders.keys()].indexOf(ref) + 1}`, '');
    }
  }
  replay.broker.finish();
  return book.evidence();
}
