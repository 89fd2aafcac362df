import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChangedFile, changedLineCount } from '../../src/change/change.ts';
import { assembleChange } from '../../src/dossier/assemble.ts';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { splitIntoReadings } from '../../src/dossier/reading.ts';
import { importEdges } from '../../src/evidence/import-edge.ts';
import { scanChange } from '../../src/evidence/scan.ts';
import { anyEdits, assembleEdits } from '../change/arbitrary-change.ts';
import { makeWideChange } from '../fixtures/wide-change.ts';

const frame = { sessionType: 'pr_review', question: null, issue: null, description: null, notes: [] } as const;
const paths = [
  'src/run.py',
  'src/deep/limits.py',
  'app/page.ts',
  'tests/test_run.py',
  'config/run.yml',
  'docs/note.md',
  'uv.lock',
  'vendor/x/a.py',
  'plot.png',
  'model.pkl',
];

/** What may stand in the way of reading a file, and what makes it too long for it. */
const anyTrouble = fc.constantFrom<Partial<ChangedFile>>(
  {},
  {},
  {},
  { after: null },
  { binary: true, hunks: [] },
  { unreadable: 'over 2 MB', hunks: [] },
  { hunks: [], before: null, after: null, status: 'deleted' },
);

const anyFile = fc
  .record({
    edits: anyEdits(['context', 'added', 'removed', 'added']),
    filling: fc.constantFrom(0, 0, 700),
    longLine: fc.boolean(),
    trouble: anyTrouble,
  })
  .map(({ edits, filling, longLine, trouble }) => {
    const around = Array.from({ length: filling }, (_, index) => ({ kind: 'context' as const, text: `same ${index}` }));
    const long = longLine ? [{ kind: 'added' as const, text: 'x'.repeat(10_050) }] : [];
    const patch = assembleEdits({ ...edits, edits: [...edits.edits, ...around, ...long] });
    return { previousPath: null, status: 'modified' as const, binary: false, unreadable: null, ...patch, ...trouble };
  });

const anyChange = fc
  .uniqueArray(fc.record({ path: fc.constantFrom(...paths), file: anyFile }), {
    selector: ({ path }) => path,
    minLength: 1,
    maxLength: 6,
  })
  .map((files) => files.map(({ path, file }): ChangedFile => ({ path, ...file })));
const anyView = fc.constantFrom('wide' as const, 'narrow' as const);
const anyAllowance = fc.integer({ min: 2_000, max: 30_000 });
const anyEdges = fc.array(fc.record({ from: fc.constantFrom(...paths), to: fc.constantFrom(...paths) }), {
  maxLength: 6,
});

/** What seats are shown of a file: lines with their marks, over all readings, as often as they stand there. */
function shownOf(path: string, readings: readonly Dossier[]): readonly string[] {
  const lines = readings.flatMap(({ parts }) =>
    parts.filter((part) => part.path === path).flatMap((part) => part.lines),
  );
  return lines
    .filter(({ mark }) => mark === '+' || mark === '-')
    .map(({ mark, number, text }) => `${mark}${number} ${text}`);
}

function changedLinesOf({ hunks }: ChangedFile): readonly string[] {
  return hunks.flatMap(({ lines }) =>
    lines.flatMap((line) => {
      if (line.kind === 'context') return [];
      return [line.kind === 'added' ? `+${line.after} ${line.text}` : `-${line.before} ${line.text}`];
    }),
  );
}

function isCut(line: string): boolean {
  return line.endsWith(' more characters are not shown]');
}

describe('the coverage of a change', () => {
  it('has one row for each file, and reads no more lines than changed', () => {
    fc.assert(
      fc.property(anyChange, anyView, (files, view) => {
        const change = { name: 'some', base: null, head: null, files };

        const { coverage } = assembleChange(frame, change, { hits: [], attributes: [], view });

        expect(coverage.files.map(({ path }) => path).toSorted()).toEqual(files.map(({ path }) => path).toSorted());
        expect(coverage.files.every(({ read_lines, changed_lines }) => read_lines <= changed_lines)).toBe(true);
        for (const file of files.filter(({ hunks }) => hunks.length > 0)) {
          const row = coverage.files.find(({ path }) => path === file.path);
          expect(row?.changed_lines).toBe(changedLineCount(file));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('tells what seats are shown, however the change is cut into batches', () => {
    fc.assert(
      fc.property(anyChange, anyView, fc.tuple(anyAllowance, anyEdges), (files, view, [allowance, edges]) => {
        const change = { name: 'some', base: null, head: null, files };
        const dossier = assembleChange(frame, change, { hits: [], attributes: [], view });

        const readings = splitIntoReadings(dossier, { allowance, countTokens: (text) => text.length, edges });

        for (const file of files) {
          const row = dossier.coverage.files.find(({ path }) => path === file.path);
          const shown = shownOf(file.path, readings);
          expect(shown.filter((line) => !isCut(line))).toHaveLength(row?.read_lines ?? -1);
          expect(row?.reason === null).toBe(row?.reading === 'whole');
          const isShown = row?.reading === 'whole' || row?.reading === 'clipped';
          expect(shown).toHaveLength(isShown ? changedLineCount(file) : 0);
          expect(row?.reading === 'whole' ? shown : changedLinesOf(file)).toEqual(changedLinesOf(file));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is true for a change of 400 files in batches', () => {
    const { change, dossier, edges } = wide();

    const readings = splitIntoReadings(dossier, { ...RULE, edges });

    expect(readings.length).toBeGreaterThan(4);
    expect(dossier.coverage.files).toHaveLength(400);
    for (const file of change.files) expect(shownOf(file.path, readings)).toEqual(changedLinesOf(file));
  });

  it('keeps more imports within a batch than it would without knowing them', () => {
    const { dossier, edges } = wide();
    const shareWith = (known: typeof edges) => {
      const readings = splitIntoReadings(dossier, { ...RULE, edges: known });
      const batches = readings.map(({ parts }) => new Set(parts.map(({ path }) => path)));
      const kept = edges.filter(({ from, to }) => batches.some((batch) => batch.has(from) && batch.has(to)));
      return kept.length / edges.length;
    };

    expect(edges.length).toBeGreaterThan(400);
    expect(shareWith(edges)).toBeGreaterThan(0.5);
    expect(shareWith(edges)).toBeGreaterThan(shareWith([]));
  });
});

const RULE = { allowance: 200_000, countTokens: (text: string) => text.length };

let made: ReturnType<typeof makeWide> | undefined;

/** Made once, since it is the same each time. */
function wide(): ReturnType<typeof makeWide> {
  made ??= makeWide();
  return made;
}

function makeWide() {
  const change = makeWideChange(400);
  const paths = change.files.map(({ path }) => path);
  return {
    change,
    dossier: assembleChange(frame, change, { hits: [], attributes: [] }),
    edges: importEdges(scanChange(change, []).imports, paths),
  };
}
