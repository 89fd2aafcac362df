import { describe, expect, it } from 'vitest';
import { openZipReader } from '../../../src/adapters/archive/zip/unpack.ts';
import { Bundle } from '../../../src/backtest/bundle/bundle.ts';
import { isBundleEntry, isNeededEntry } from '../../../src/backtest/verdict/bundle-entry.ts';
import { BUNDLE_BOUNDS } from '../../../src/flows/backtest-check/fetch-bundle.ts';
import { recomputeBundle } from '../../../src/flows/backtest-check/recompute-bundle.ts';
import { hashBytes } from '../../../src/kernel/hash.ts';
import { INSPECTION } from '../../backtest/artefacts/sample-summary.ts';
import { BASE_FILES, type BundleOrder, DATA, makeBundle } from '../../fixtures/backtest-bundle.ts';

const ORDER: BundleOrder = { pull: 4, base: 'b'.repeat(40), head: 'a'.repeat(40) };
const bytes = Buffer.from(BASE_FILES[DATA]);
const OF_BASE = [{ path: DATA, sha256: hashBytes(bytes), bytes }];

async function recompute(order: Partial<BundleOrder> = {}, data = OF_BASE) {
  const unpack = { isExpected: isBundleEntry, isWanted: isNeededEntry, bounds: BUNDLE_BOUNDS };
  const files = await openZipReader().unpack(await makeBundle({ ...ORDER, ...order }), unpack);
  const told = files.find(({ path }) => path === 'bundle.json')?.bytes ?? new Uint8Array();
  const bundle = Bundle.parse(JSON.parse(Buffer.from(told).toString('utf8')));
  const [strategy] = await recomputeBundle({ bundle, files, data });
  if (strategy === undefined) throw new Error('the bundle has no strategy');
  return strategy;
}

describe('a bundle that is computed again in memory', () => {
  it('that our engine made is the same, and is shown with table, curves, trades, proofs and wall', async () => {
    const strategy = await recompute();

    expect(strategy.recomputation).toEqual({ answer: 'same' });
    expect(strategy.comparison?.verdict).toMatch(/better|worse|not_distinguishable/);
    expect(strategy.report?.checks.filter(({ answer }) => answer !== 'pass')).toEqual([]);
    for (const part of ['| figure | base | head |', '```mermaid', '**Trades**', '**Proofs**', '**The wall**'])
      expect(strategy.markdown).toContain(part);
    expect(strategy.markdown).not.toContain('### ');
  });

  it.each<readonly [string, Partial<BundleOrder>, string]>([
    [
      'a figure of its summary was made better',
      { files: (files) => changed(files, 'head/summary.json', /"final_equity": /, '"final_equity": 1') },
      'summary.json',
    ],
    [
      'a losing trade was taken out',
      { files: (files) => changed(files, 'head/trades.csv', /\n[^\n]+\n$/, '\n') },
      'trades.csv',
    ],
    [
      'its comparison was turned round',
      { files: (files) => changed(files, 'comparison.json', /"regression": false/, '"regression": true') },
      'comparison.json',
    ],
    [
      'a check that fails was called a pass',
      { report: (report) => ({ ...report, checks: report.checks.slice(1) }) },
      'checks',
    ],
    [
      'it was made with another seed than it says',
      { bundle: (bundle) => ({ ...bundle, strategies: bundle.strategies.map((each) => ({ ...each, seed: 8 })) }) },
      'seed',
    ],
  ])('differs when %s', async (_what, order, words) => {
    const strategy = await recompute(order);

    expect(strategy.recomputation).toEqual({ answer: 'differs', words: expect.stringContaining(words) });
    expect(strategy.recomputation).toMatchObject({ answer: 'differs' });
  });

  it('has nothing to compute where the run was stopped, and says so', async () => {
    const strategy = await recompute({
      bundle: (bundle) => ({
        ...bundle,
        strategies: bundle.strategies.map((each) => ({ ...each, answer: 'not_proven', reason: 'It was stopped.' })),
      }),
      files: (files) => ({ 'bundle.json': files['bundle.json'] ?? '' }),
    });

    expect(strategy).toMatchObject({ report: null, recomputation: { answer: 'nothing' } });
  });

  it('shows what was found out about a strategy that died, and refuses what cannot be read', async () => {
    const dead = (inspection: string) =>
      recompute({
        bundle: (bundle) => ({
          ...bundle,
          strategies: bundle.strategies.map((each) => ({ ...each, answer: 'refused', reason: 'It raised.' })),
        }),
        files: (files) => ({
          'bundle.json': files['bundle.json'] ?? '',
          [`${folderOf(files)}/head/inspection.json`]: inspection,
        }),
      });

    const strategy = await dead(JSON.stringify(INSPECTION));

    expect(strategy).toMatchObject({ report: null, inspection: INSPECTION, recomputation: { answer: 'nothing' } });
    expect(strategy.markdown).toContain('strategies/cross.py:3 bandit B404: import of subprocess');
    expect(await dead('{}')).toMatchObject({ inspection: null, recomputation: { answer: 'not_computed' } });
  });

  it.each<readonly [string, Partial<BundleOrder>, typeof OF_BASE]>([
    ['the base does not hold the data', {}, []],
    ['the decisions are missing', { files: (files) => without(files, 'head/decisions.log') }, OF_BASE],
  ])('is not computed when %s', async (_what, order, data) => {
    const strategy = await recompute(order, data);

    expect(strategy).toMatchObject({ report: null, markdown: '', recomputation: { answer: 'not_computed' } });
  });
});

type Files = Readonly<Record<string, Buffer>>;

function folderOf(files: Files): string {
  const path = Object.keys(files).find((each) => each.endsWith('/head/summary.json')) ?? '';
  return path.slice(0, path.indexOf('/'));
}

function changed(files: Files, ending: string, from: RegExp, to: string): Record<string, Buffer | string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, each]) => {
      if (!path.endsWith(ending)) return [path, each];
      const text = each.toString('utf8');
      expect(text).toMatch(from);
      return [path, text.replace(from, to)];
    }),
  );
}

function without(files: Files, ending: string): Record<string, Buffer> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith(ending)));
}
