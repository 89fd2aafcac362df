import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupCircles } from '../../src/dossier/split/circle.ts';
import { MOST_PIECES, proposeSplit, type SplitFile, splitFiles } from '../../src/dossier/split-proposal.ts';
import type { ImportEdge } from '../../src/evidence/import-edge.ts';

function some(path: string, lines: number): SplitFile {
  const kind = path.startsWith('test/') ? 'test' : 'implementation';
  return { path, kind, changed_lines: lines, weight: lines };
}

const folders = ['src/a', 'src/b', 'src/c/deep', 'test/a', 'docs', '.'];
const anyChange = fc
  .array(fc.tuple(fc.constantFrom(...folders), fc.integer({ min: 0, max: 120 })), { minLength: 1, maxLength: 40 })
  .chain((drawn) => {
    const files = drawn.map(([folder, lines], index) => some(`${folder}/file_${index}.py`, lines));
    const path = fc.constantFrom(...files.map((file) => file.path));
    return fc.record({
      files: fc.constant(files),
      edges: fc.array(fc.record({ from: path, to: path }), { maxLength: 60 }),
      most: fc.integer({ min: 1, max: 400 }),
    });
  });

describe('proposeSplit', () => {
  it('merges what others import first and names each pull request by its folders', () => {
    const files = [
      some('src/risk/limits.py', 300),
      some('src/risk/orders.py', 250),
      some('src/base/clock.py', 200),
      some('src/base/money.py', 200),
      some('test/risk/test_limits.py', 100),
    ];
    const edges = [
      { from: 'src/risk/limits.py', to: 'src/base/money.py' },
      { from: 'src/risk/orders.py', to: 'src/base/clock.py' },
      { from: 'src/risk/orders.py', to: 'src/risk/limits.py' },
      { from: 'test/risk/test_limits.py', to: 'src/risk/limits.py' },
    ];

    const split = proposeSplit(files, edges, 700);

    expect(split).toEqual([
      {
        name: 'src/base',
        files: 2,
        changed_lines: 400,
        first_paths: ['src/base/clock.py', 'src/base/money.py'],
        rest: false,
        over: false,
      },
      {
        name: 'src/risk and test/risk',
        files: 3,
        changed_lines: 650,
        first_paths: ['src/risk/limits.py', 'src/risk/orders.py', 'test/risk/test_limits.py'],
        rest: false,
        over: false,
      },
    ]);
  });

  it('puts what belongs nowhere into a rest at the end', () => {
    const files = [some('Makefile', 5), some('src/a/one.py', 60), some('src/a/two.py', 60), some('ops/run.yml', 5)];

    const split = proposeSplit(files, [], 100);

    expect(split.map(({ name, files: count, rest }) => [name, count, rest])).toEqual([
      ['src/a/one.py', 1, false],
      ['src/a/two.py', 1, false],
      ['the root and ops', 2, true],
    ]);
  });

  it('says of a file that it is above the ceiling by itself', () => {
    const split = proposeSplit([some('src/a/huge.py', 900), some('src/a/small.py', 10)], [], 100);

    expect(split.map(({ name, over }) => [name, over])).toEqual([
      ['src/a/huge.py', true],
      ['src/a/small.py', false],
    ]);
  });

  it('keeps a circle of imports together', () => {
    const files = ['x/a', 'y/b', 'x/c', 'y/d'].map((path) => some(`src/${path}.py`, 50));
    const edges = [
      { from: 'src/x/a.py', to: 'src/y/d.py' },
      { from: 'src/y/d.py', to: 'src/x/a.py' },
    ];

    const split = splitFiles(files, edges, 100);

    expect(split.map((piece) => piece.files.map(({ path }) => path))).toContainEqual(['src/x/a.py', 'src/y/d.py']);
  });

  it('proposes at most eight pull requests, of which the last is to be split again', () => {
    const files = Array.from({ length: 40 }, (_, index) => some(`src/a/file_${index}.py`, 90));

    const split = proposeSplit(files, [], 100);

    expect(split).toHaveLength(MOST_PIECES);
    expect(split.map(({ over }) => over)).toEqual([...Array(MOST_PIECES - 1).fill(false), true]);
    expect(split.at(-1)?.files).toBe(33);
  });

  it('proposes nothing when nothing could be small enough', () => {
    expect(proposeSplit([some('src/a/one.py', 5)], [], 0)).toEqual([]);
  });

  it('puts every file into exactly one pull request', () => {
    fc.assert(
      fc.property(anyChange, ({ files, edges, most }) => {
        const split = splitFiles(files, edges, most);

        const paths = split.flatMap((piece) => piece.files.map(({ path }) => path));
        expect(paths.toSorted()).toEqual(files.map(({ path }) => path).toSorted());
        expect(split.length).toBeLessThanOrEqual(MOST_PIECES);
      }),
    );
  });

  it('stays below the ceiling, or says where it does not', () => {
    fc.assert(
      fc.property(anyChange, ({ files, edges, most }) => {
        const split = splitFiles(files, edges, most);

        const isOver = split.map((piece) => piece.files.reduce((sum, { weight }) => sum + weight, 0) > most);
        expect(split.map(({ over }) => over)).toEqual(isOver);
        const many = split.filter((piece) => piece.over && piece.files.length > 1);
        expect(many.length).toBeLessThanOrEqual(split.length === MOST_PIECES ? 1 : 0);
      }),
    );
  });

  it('lets no pull request import from a later one, outside a circle that is too heavy', () => {
    fc.assert(
      fc.property(anyChange, ({ files, edges, most }) => {
        const split = splitFiles(files, edges, most);

        const pieceOf = new Map(split.flatMap((piece, at) => piece.files.map(({ path }) => [path, at] as const)));
        const loops = circlesOf(files, edges);
        const early = edges.filter(({ from, to }) => (pieceOf.get(from) ?? 0) < (pieceOf.get(to) ?? 0));
        expect(early.filter(({ from, to }) => loops.get(from) !== loops.get(to))).toEqual([]);
      }),
    );
  });
});

function circlesOf(files: readonly SplitFile[], edges: readonly ImportEdge[]): ReadonlyMap<string, number> {
  const at = new Map(files.map(({ path }, position) => [path, position]));
  const targets = files.map(({ path }) =>
    edges.filter(({ from }) => from === path).flatMap(({ to }) => at.get(to) ?? []),
  );
  const circles = groupCircles(targets);
  return new Map(circles.flatMap((members, circle) => members.map((member) => [files[member]?.path ?? '', circle])));
}
