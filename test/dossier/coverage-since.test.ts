import { describe, expect, it } from 'vitest';
import { assembleCoverage, type FileCoverage } from '../../src/dossier/coverage.ts';
import { coverSince } from '../../src/dossier/coverage-since.ts';

const HEAD = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';

function row(path: string, lines: number, overrides: Partial<FileCoverage> = {}): FileCoverage {
  return {
    path,
    kind: 'implementation',
    reading: 'whole',
    reason: null,
    changed_lines: lines,
    read_lines: lines,
    ...overrides,
  };
}

const cut = { reading: 'clipped', reason: 'a very long line is cut' } as const;

function cover(
  whole: readonly FileCoverage[],
  before: readonly FileCoverage[],
  delta: readonly FileCoverage[],
  renames = new Map<string, string>(),
) {
  return coverSince({
    whole: assembleCoverage(whole),
    before: { coverage: assembleCoverage(before), head: HEAD },
    delta: assembleCoverage(delta),
    renames,
  });
}

describe('the coverage of a change that was read in two reviews', () => {
  it('counts a file as it was read, while it has not changed', () => {
    const { files, share } = cover([row('a.py', 10)], [row('a.py', 10)], []);

    expect(files).toEqual([row('a.py', 10, { read_at: HEAD })]);
    expect(share).toBe(1);
  });

  it('keeps the commit at which a file was read first', () => {
    const { files } = cover([row('a.py', 10)], [row('a.py', 10, { read_at: 'earlier' })], []);

    expect(files[0]?.read_at).toBe('earlier');
  });

  it('does not forget what was missed in a file that has not changed', () => {
    const { files, share } = cover([row('a.py', 10)], [row('a.py', 10, { ...cut, read_lines: 6 })], []);

    expect(files).toMatchObject([{ ...cut, read_lines: 6, changed_lines: 10 }]);
    expect(share).toBe(0.6);
  });

  it('adds the new lines of a file to those that were read before', () => {
    const { files, share } = cover([row('a.py', 12)], [row('a.py', 10)], [row('a.py', 2, { reading: 'clipped' })]);

    expect(files).toMatchObject([{ reading: 'clipped', changed_lines: 12, read_lines: 12 }]);
    expect(files[0]?.reason).toBe('what changed since was read, the rest in an earlier review');
    expect(share).toBe(1);
  });

  it.each([
    ['before', row('a.py', 10, { ...cut, read_lines: 7 }), row('a.py', 2, { reading: 'clipped' })],
    ['now', row('a.py', 10), row('a.py', 4, { ...cut, read_lines: 1 })],
  ])('leaves unread what was missed %s', (_when, before, delta) => {
    const { files } = cover([row('a.py', 12)], [before], [delta]);

    expect(files).toMatchObject([{ changed_lines: 12, read_lines: 9, reason: cut.reason }]);
  });

  it('counts a file that nobody can read any more as unread', () => {
    const gone = { reading: 'unread', reason: 'over 2 MB', read_lines: 0 } as const;

    const { files, share } = cover([row('a.py', 10)], [row('a.py', 10)], [row('a.py', 1, gone)]);

    expect(files).toMatchObject([{ ...gone, changed_lines: 10 }]);
    expect(share).toBe(0);
  });

  it('finds a renamed file under its old name', () => {
    const { files } = cover([row('b.py', 10)], [row('a.py', 10)], [], new Map([['b.py', 'a.py']]));

    expect(files).toEqual([row('b.py', 10, { read_at: HEAD })]);
  });

  it('lists a file that needs no reading as it is, and drops one that left the change', () => {
    const lock = row('lock.json', 900, { reading: 'listed', reason: 'generated', read_lines: 0 });

    const { files } = cover([lock], [row('gone.py', 3), lock], []);

    expect(files).toEqual([lock]);
  });
});
