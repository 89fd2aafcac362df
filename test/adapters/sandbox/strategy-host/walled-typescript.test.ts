import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { host, orderOf, series, whole } from './fake-python.ts';
import type { FakeAnswer, HeardOrder } from './fake-walled.ts';

const folder = mkdtempSync(join(tmpdir(), 'conclave-walled-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const strategy = join(folder, 'mine.mts');
const SOURCE = 'export class Strategy {}\n';
writeFileSync(strategy, SOURCE);
const order = orderOf(strategy);

const TRAITS = { warmup: 0, looksAtPositions: false };
const OPENED = {
  kind: 'opened',
  traits: [TRAITS],
  runtime: { language: 'typescript', version: 'v24.0.0', packages: {} },
};
const buy = { requests: [{ action: 'BUY', type: 'MARKET', volume: 1 }], exits: [] };

/** A process in TypeScript that runs by itself and tells its decisions one by one, but for what is given. */
function play(over: Readonly<Record<string, (heard: HeardOrder) => FakeAnswer>> = {}) {
  const kinds: Readonly<Record<string, (heard: HeardOrder) => FakeAnswer>> = {
    open: () => OPENED,
    bars: () => ({ kind: 'noted' }),
    whole: () => ({ kind: 'ran', symbols: [{ ...TRAITS, columns: [] }], decisions: 3 }),
    decisions: ({ from }) => ({
      kind: 'decided',
      done: from === 2,
      decisions: [{ symbol: 0, bar: 5 * (from as number), ...buy }],
    }),
    ...over,
  };
  return host((heard) => kinds[heard.kind]?.(heard) ?? null, 300);
}

const noColumns = { ...whole, columns: false };

describe('a strategy in TypeScript behind a wall', () => {
  it('is sent with our program and runs there, and its decisions are fetched page by page', async () => {
    const { host: walled, started, sent } = play();

    const [ran] = await walled.runWhole(order, noColumns);

    expect(started[0]?.command.slice(0, 4)).toEqual(['node', '--no-warnings', '--max-old-space-size=614', '-e']);
    expect(sent.get('work/strategy.mts')).toBe(SOURCE);
    expect([...sent.keys()].some((path) => path.endsWith('/strategy-host/child.ts'))).toBe(true);
    expect([...sent.keys()].some((path) => path.includes('node_modules'))).toBe(false);
    expect(ran?.asked.map(({ bar }) => bar)).toEqual([0, 5, 10]);
    expect(ran?.columns.size).toBe(0);
  });

  it.each([
    [
      'counts more decisions than there are bars',
      { whole: () => ({ kind: 'ran', symbols: [{ ...TRAITS, columns: [] }], decisions: 41 }) },
    ],
    ['tells about another number of symbols', { whole: () => ({ kind: 'ran', symbols: [], decisions: 0 }) }],
    [
      'sends columns that nobody asked for',
      {
        whole: () => ({
          kind: 'ran',
          symbols: [{ ...TRAITS, columns: ['a'] }],
          decisions: 0,
          floats: series[0]?.close ? [...series[0].close] : [],
        }),
      },
    ],
    ['tells nothing in a page', { decisions: () => ({ kind: 'decided', done: false, decisions: [] }) }],
    [
      'decides twice about a bar',
      {
        decisions: () => ({
          kind: 'decided',
          done: false,
          decisions: [
            { symbol: 0, bar: 1, ...buy },
            { symbol: 0, bar: 1, ...buy },
          ],
        }),
      },
    ],
    [
      'decides behind the last bar',
      { decisions: () => ({ kind: 'decided', done: false, decisions: [{ symbol: 0, bar: 40, ...buy }] }) },
    ],
    [
      'decides for a symbol that there is not',
      { decisions: () => ({ kind: 'decided', done: false, decisions: [{ symbol: 1, bar: 1, ...buy }] }) },
    ],
    [
      'names what cannot be a version',
      { open: () => ({ ...OPENED, runtime: { ...OPENED.runtime, version: '<b>24</b>' } }) },
    ],
  ] as const)('is not believed when it %s', async (_what, over) => {
    const ran = play(over).host.runWhole(order, noColumns);

    await expect(ran).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('what is no answer'),
    });
  });

  it('is not believed when it is done before all its decisions are told', async () => {
    const early = { decisions: () => ({ kind: 'decided', done: true, decisions: [{ symbol: 0, bar: 1, ...buy }] }) };

    const ran = play(early).host.runWhole(order, noColumns);

    await expect(ran).rejects.toThrow('told other decisions than it counted');
  });

  it('is heard in part when it says why it cannot be used', async () => {
    const endless = { open: () => ({ kind: 'refused', what: 'x'.repeat(900_000) }) };

    const ran = play(endless).host.runWhole(order, noColumns);

    await expect(ran).rejects.toMatchObject({ code: 'bad-input', message: 'x'.repeat(4_000) });
  });
});
