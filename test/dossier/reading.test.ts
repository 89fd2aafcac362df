import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dossier, renderDossier } from '../../src/dossier/dossier.ts';
import { splitIntoReadings } from '../../src/dossier/reading.ts';
import { estimateTokens } from '../../src/finops/estimate.ts';
import { someDossier, someItem, somePart } from './some-dossier.ts';
import { anyDossier, anyEdges, countCharacters, FRAME, partOf } from './some-parts.ts';

const linesOf = (readings: readonly Dossier[]) =>
  readings.flatMap(({ parts }) => parts.flatMap(({ path, lines }) => lines.map((line) => ({ path, ...line }))));

const linesByPath = (readings: readonly Dossier[]) => Object.groupBy(linesOf(readings), ({ path }) => path);

describe('splitIntoReadings', () => {
  it('is one reading, the dossier itself, when everything fits', () => {
    const dossier = someDossier();

    const readings = splitIntoReadings(dossier, { allowance: 10_000, countTokens: countCharacters });

    expect(readings).toEqual([dossier]);
  });

  it('is one reading when there is no part at all', () => {
    expect(splitIntoReadings(someDossier({ parts: [] }), { allowance: 1, countTokens: countCharacters })).toHaveLength(
      1,
    );
  });

  it('keeps a part together when it fits into a reading of its own', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `value_${index} = ${index}`);
    const dossier = someDossier({ parts: [partOf('F1', lines), partOf('F2', lines), partOf('F3', lines)] });

    const readings = splitIntoReadings(dossier, { allowance: FRAME + 1_300, countTokens: countCharacters });

    expect(readings.map(({ parts }) => parts.map(({ id }) => id))).toEqual([['F1', 'F2'], ['F3']]);
  });

  it('cuts a part that is too large between lines and keeps its name', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `value_${index} = ${index}`);

    const readings = splitIntoReadings(someDossier({ parts: [partOf('F1', lines)] }), {
      allowance: FRAME + 1_000,
      countTokens: countCharacters,
    });

    expect(readings.length).toBeGreaterThan(1);
    expect(new Set(readings.flatMap(({ parts }) => parts.map(({ id }) => id)))).toEqual(new Set(['F1']));
  });

  it('gives a line that fits nowhere a reading of its own', () => {
    const parts = [partOf('F1', ['a = 1', 'b'.repeat(5_000), 'c = 3'])];

    const readings = splitIntoReadings(someDossier({ parts }), {
      allowance: FRAME + 1_000,
      countTokens: countCharacters,
    });

    expect(readings.map((reading) => linesOf([reading]).length)).toEqual([1, 1, 1]);
  });

  it('makes progress when the frame alone passes the allowance', () => {
    const lines = Array.from({ length: 100 }, (_, index) => `value_${index} = ${index}`);

    expect(
      splitIntoReadings(someDossier({ parts: [partOf('F1', lines)] }), { allowance: 0, countTokens: countCharacters })
        .length,
    ).toBeLessThan(10);
  });

  it('repeats head and coverage in every reading', () => {
    const files = [
      { path: 'a.py', kind: 'test', reading: 'unread', reason: 'binary', changed_lines: 1, read_lines: 0 },
    ] as const;
    const parts = [
      partOf(
        'F1',
        Array.from({ length: 100 }, () => 'x = 1'),
      ),
    ];
    const dossier = someDossier({ question: 'Is it sound?', coverage: { files: [...files], share: 1 }, parts });

    const readings = splitIntoReadings(dossier, { allowance: FRAME + 1_000, countTokens: countCharacters });

    expect(readings.map(({ question, coverage }) => ({ question, coverage }))).toEqual(
      readings.map(() => ({ question: dossier.question, coverage: dossier.coverage })),
    );
  });

  it('gives every item of evidence to the one reading that shows its line, and the others to the first fit', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `value_${index} = ${index}`);
    const evidence = [
      someItem({ id: 'E1', path: 'src/F1.py', line: 60 }),
      someItem({ id: 'E2', path: 'src/F2.py', line: 1 }),
      someItem({ id: 'E3', path: 'src/F2.py', line: 999 }),
      someItem({ id: 'E4', path: 'uv.lock', line: 1 }),
    ];
    const dossier = someDossier({ parts: [partOf('F1', lines), partOf('F2', lines)], evidence });

    const readings = splitIntoReadings(dossier, { allowance: FRAME + 1_000, countTokens: countCharacters });

    const readingOf = (id: string) => readings.findIndex((one) => one.evidence.some((item) => item.id === id));
    const showing = (path: string, line: number) =>
      readings.findIndex((one) => linesOf([one]).some((each) => each.path === path && each.number === line));
    expect(readings.length).toBeGreaterThan(2);
    expect(readings.flatMap((one) => one.evidence)).toHaveLength(4);
    expect(readingOf('E1')).toBe(showing('src/F1.py', 60));
    expect(readingOf('E2')).toBe(showing('src/F2.py', 1));
    expect(readingOf('E3')).toBe(showing('src/F2.py', 1));
    expect(readingOf('E4')).toBe(0);
  });

  it('does not take a removed line for the line of the same number that stands now', () => {
    const part = somePart('src/run.py', [
      '-old = 1',
      ...Array.from({ length: 60 }, (_, index) => `+value_${index} = 1`),
    ]);
    const evidence = [someItem({ path: 'src/run.py', line: 60, side: 'before' })];

    const readings = splitIntoReadings(someDossier({ parts: [part], evidence }), {
      allowance: FRAME + 1_000,
      countTokens: countCharacters,
    });

    expect(readings.map((reading) => reading.evidence.length)).toEqual([1, ...readings.slice(1).map(() => 0)]);
  });

  it('shows every line of every file once and in order, whatever is tied to what', () => {
    fc.assert(
      fc.property(anyDossier, fc.integer({ min: 0, max: 5_000 }), anyEdges, (dossier, allowance, edges) => {
        const readings = splitIntoReadings(dossier, { allowance, countTokens: countCharacters, edges });

        expect(linesByPath(readings)).toEqual(linesByPath([dossier]));
        expect(readings.every(({ parts }) => parts.length > 0)).toBe(true);
      }),
    );
  });

  it('is the same each time', () => {
    fc.assert(
      fc.property(anyDossier, fc.integer({ min: 0, max: 5_000 }), anyEdges, (dossier, allowance, edges) => {
        const rule = { allowance, countTokens: countCharacters };

        const again = splitIntoReadings(dossier, { ...rule, edges: edges.toReversed() });

        expect(again).toEqual(splitIntoReadings(dossier, { ...rule, edges }));
      }),
    );
  });

  it.each([
    ['characters', countCharacters, 2_500],
    ['estimated tokens', estimateTokens, 2_000],
  ])('stays within the allowance of %s', (_, countTokens, least) => {
    fc.assert(
      fc.property(anyDossier, fc.integer({ min: least, max: 6_000 }), anyEdges, (dossier, allowance, edges) => {
        const readings = splitIntoReadings(dossier, { allowance, countTokens, edges });
        const sizes = readings.map((one) => countTokens(renderDossier(one)));

        expect(Math.max(...sizes)).toBeLessThanOrEqual(allowance);
      }),
    );
  });
});
