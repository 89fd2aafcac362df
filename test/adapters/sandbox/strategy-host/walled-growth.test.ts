import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { host, orderOf, otherwise, series } from './fake-python.ts';
import type { FakeAnswer } from './fake-walled.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-walled-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const strategy = join(folder, 'mine.py');
writeFileSync(strategy, '');
const order = orderOf(strategy);

describe('a strategy that grows behind a wall', () => {
  const grown = (over: object) => ({
    kind: 'grown',
    symbols: [{ symbol: 0, from: 0, until: 3, columns: ['a'], decisions: [], changes: [], ...over }],
    floats: [1, 2, Number.NaN],
  });

  /** What the third bar comes to, with which the first answer is due. */
  async function growth(answer: FakeAnswer) {
    const nothing = { ...grown({ until: 0, columns: [] }), floats: [] };
    let bars = 0;
    const { host: walled } = host(
      otherwise('grow', () => {
        bars += 1;
        return bars < 3 ? nothing : answer;
      }),
    );
    const growing = await walled.startGrowing(order);
    const all = series[0] as (typeof series)[number];
    try {
      for (let bar = 0; bar < 2; bar += 1) await growing.advance(stepOf(all, bar));
      return await growing.advance(stepOf(all, 2));
    } finally {
      await growing.close();
    }
  }

  it('tells rows and decisions of the bars that it was sent', async () => {
    const decisions = [{ bar: 2, requests: { action: 'CANCEL' }, exits: null }];

    const told = await growth(grown({ decisions }));

    expect(told).toMatchObject({
      kind: 'grown',
      symbols: [
        {
          rows: Float64Array.of(1, 2, Number.NaN),
          asked: [{ bar: 2, text: '{"requests":[{"action":"CANCEL"}],"exits":[]}' }],
        },
      ],
    });
  });

  it.each([
    ['of bars that it was not sent', { until: 4 }],
    ['of fewer bars than it was sent', { until: 2 }],
    ['of another symbol', { symbol: 1 }],
    ['of bars that were told before', { from: 1 }],
    ['of decisions behind the last bar', { decisions: [{ bar: 3, requests: [], exits: [] }] }],
    ['of a decision about a bar behind which it knows others', { decisions: [{ bar: 1, requests: [], exits: [] }] }],
    ['of decisions that go back', { decisions: [{ bar: 2 }, { bar: 1 }] }],
    ['of changes at new bars', { changes: [{ kind: 'decision', bar: 2, before: '', after: 'x' }] }],
    ['of more columns than there are numbers', { columns: ['a', 'b'] }],
    ['of nobody', null],
  ])('is not believed when it tells %s', async (_what, over) => {
    const told = growth(over === null ? { kind: 'grown', symbols: [] } : grown(over));

    await expect(told).rejects.toThrow('answered what is no answer');
  });
});

function stepOf(bars: (typeof series)[number], bar: number) {
  const cut = (column: Float64Array): Float64Array => column.subarray(bar, bar + 1);
  const { symbol, time, open, high, low, close, volume, closes } = bars;
  const columns = {
    time: cut(time),
    open: cut(open),
    high: cut(high),
    low: cut(low),
    close: cut(close),
    volume: cut(volume),
  };
  return {
    kind: 'grow',
    symbols: [{ symbol: 0, bars: { symbol, length: 1, closes, ...columns }, positions: [] }],
  } as const;
}
