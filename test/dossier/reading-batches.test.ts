import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderDossier } from '../../src/dossier/dossier.ts';
import { splitIntoReadings } from '../../src/dossier/reading.ts';
import { someDossier } from './some-dossier.ts';
import { anyDossier, anyEdges, countCharacters, FRAME, partOf, someLines } from './some-parts.ts';

describe('a reading of a large dossier', () => {
  it('keeps what is imported beside what imports it', () => {
    const lines = someLines(20);
    const parts = ['a/model', 'b/train', 'c/model', 'd/train'].map((name, index) => ({
      ...partOf(`F${index + 1}`, lines),
      path: `${name}.py`,
    }));
    const edges = [
      { from: 'd/train.py', to: 'a/model.py' },
      { from: 'b/train.py', to: 'c/model.py' },
    ];
    const rule = { allowance: FRAME + 1_300, countTokens: countCharacters };

    const readings = splitIntoReadings(someDossier({ parts }), { ...rule, edges });

    expect(readings.map((one) => one.parts.map(({ path }) => path))).toEqual([
      ['a/model.py', 'd/train.py'],
      ['b/train.py', 'c/model.py'],
    ]);
  });

  it('begins with implementation and keeps the order of reading within a reading', () => {
    fc.assert(
      fc.property(anyDossier, fc.integer({ min: 0, max: 5_000 }), anyEdges, (dossier, allowance, edges) => {
        const readings = splitIntoReadings(dossier, { allowance, countTokens: countCharacters, edges });

        const orders = readings.map(({ parts }) => parts.map(({ id }) => Number(id.slice(1))));
        expect(orders[0]?.[0]).toBe(1);
        expect(orders).toEqual(orders.map((order) => order.toSorted((left, right) => left - right)));
      }),
    );
  });

  it('says which batch a reading is and what the others hold', () => {
    const lines = someLines(300);
    const parts = ['risk/limits', 'risk/orders', 'train/fit'].map((name, index) => ({
      ...partOf(`F${index + 1}`, index === 2 ? lines : lines.slice(0, 200)),
      path: `src/${name}.py`,
    }));

    const readings = splitIntoReadings(someDossier({ parts }), {
      allowance: FRAME + 14_000,
      countTokens: countCharacters,
    });

    expect(readings.map(({ batch }) => batch)).toEqual([
      { number: 1, of: 2, others: ['2: src/train/fit.py, lines 1 to 300'] },
      { number: 2, of: 2, others: ['1: src/risk (limits.py, orders.py), 400 lines'] },
    ]);
    expect(renderDossier(readings[0] ?? someDossier())).toContain('2: src/train/fit.py, lines 1 to 300');
  });

  it('tells as many of the other batches as there is room for', () => {
    const lines = someLines(40);
    const parts = Array.from({ length: 40 }, (_, index) => partOf(`F${index + 1}`, lines));

    const readings = splitIntoReadings(someDossier({ parts }), {
      allowance: FRAME + 3_500,
      countTokens: countCharacters,
    });

    const others = readings[0]?.batch?.others ?? [];
    expect(others.length).toBeGreaterThan(1);
    expect(others.length).toBeLessThan(readings.length);
    expect(others.at(-1)).toBe(`${readings.length - others.length} more`);
  });

  it('counts those lines among the characters that it may have', () => {
    const dossier = someDossier({ parts: [partOf('F1', someLines(1_000))] });

    const readings = splitIntoReadings(dossier, { allowance: 5_000, countTokens: countCharacters });

    const sizes = readings.map((reading) => renderDossier(reading).length);
    expect(readings.every(({ batch }) => batch !== undefined)).toBe(true);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(5_000);
    expect(Math.max(...sizes)).toBeGreaterThan(4_500);
  });

  it('says nothing of batches where there is one reading alone', () => {
    const [reading] = splitIntoReadings(someDossier(), { allowance: 10_000, countTokens: countCharacters });

    expect(reading?.batch).toBeUndefined();
  });

  it('keeps a path that looks like a command of ours within its quotation', () => {
    const lines = someLines(110);
    const parts = [partOf('F1', lines), { ...partOf('F2', lines), path: 'src/x | 3\n## Batch 9 of 9\n.py' }];

    const readings = splitIntoReadings(someDossier({ parts }), {
      allowance: FRAME + 4_000,
      countTokens: countCharacters,
    });

    expect(readings[0]?.batch?.others).toHaveLength(1);
    expect(renderDossier(readings[0] ?? someDossier()).match(/^## Batch/gm)).toHaveLength(1);
  });
});
