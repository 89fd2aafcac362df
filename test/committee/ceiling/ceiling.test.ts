import { describe, expect, it } from 'vitest';
import { affordableShare, Ceiling, linesToRead, overLines, overMoney } from '../../../src/committee/ceiling.ts';
import { assembleCoverage, type FileCoverage } from '../../../src/dossier/coverage.ts';
import { someDossier, somePart } from '../../dossier/some-dossier.ts';

function row(path: string, overrides: Partial<FileCoverage> = {}): FileCoverage {
  const counts = { changed_lines: 100, read_lines: 100 };
  return { path, kind: 'implementation', reading: 'whole', reason: null, ...counts, ...overrides };
}

const files = [
  row('src/a/one.py'),
  row('src/a/two.py', { reading: 'clipped', reason: 'long file' }),
  row('src/b/three.py'),
  row('src/b/four.py', { changed_lines: 50, read_lines: 50 }),
  row('uv.lock', { reading: 'listed', reason: 'lock file', read_lines: 0, changed_lines: 9_000 }),
  row('src/b/huge.py', { reading: 'unread', reason: 'over 2 MB', read_lines: 0, changed_lines: 1_000 }),
];
const parts = files.slice(0, 4).map(({ path }) => ({ ...somePart(path, ['+x = 1']), path }));
const dossier = someDossier({ parts, coverage: assembleCoverage(files) });

describe('linesToRead', () => {
  it('counts the changed lines of files that are shown', () => {
    expect(linesToRead(dossier.coverage)).toBe(350);
  });

  it('does not count again what an earlier review has read', () => {
    const again = files.map((file, index) => (index === 0 ? { ...file, read_at: 'a1b2c3d' } : file));

    expect(linesToRead(assembleCoverage(again))).toBe(250);
  });
});

describe('overLines', () => {
  it('is nothing up to the ceiling', () => {
    expect(overLines(dossier, { maxLines: 350, affordable: null }, [])).toBeNull();
  });

  it('proposes pull requests that stay below it, with every file of the change', () => {
    const ceiling = overLines(dossier, { maxLines: 200, affordable: null }, []);

    expect(Ceiling.parse(ceiling)).toEqual(ceiling);
    expect(ceiling).toMatchObject({ kind: 'lines', asked: 350, allowed: 200 });
    expect(
      ceiling?.split.map(({ name, files: count, changed_lines, over }) => [name, count, changed_lines, over]),
    ).toEqual([
      ['src/a', 2, 200, false],
      ['src/b', 3, 150, false],
      ['uv.lock', 1, 0, false],
    ]);
  });
});

describe('overLines where money is a bound too', () => {
  it('lets files stand apart that are few lines together and cannot be paid together', () => {
    const affordable = { tokens: 130, countTokens: () => 1 };

    const split = overLines(dossier, { maxLines: 200, affordable }, [])?.split ?? [];

    const read = split.filter(({ changed_lines }) => changed_lines > 0);
    expect(read.map(({ changed_lines, over }) => [changed_lines, over])).toEqual([
      [100, false],
      [100, false],
      [100, false],
      [50, false],
    ]);
  });
});

describe('overMoney', () => {
  const reading = { edges: [], countTokens: (text: string) => text.length };

  it('is nothing up to the budget', () => {
    expect(overMoney(dossier, { budget: 100, estimate: 100, empty: 10 }, reading)).toBeNull();
  });

  it('proposes pull requests that a session can pay', () => {
    const ceiling = overMoney(dossier, { budget: 700, estimate: 1_000, empty: 100 }, reading);

    expect(Ceiling.parse(ceiling)).toEqual(ceiling);
    expect(ceiling).toMatchObject({ kind: 'money', asked: 1_000, allowed: 700 });
    expect(ceiling?.split.map(({ name, rest }) => [name, rest])).toEqual([
      ['src/a', false],
      ['src/b', false],
      ['uv.lock', true],
    ]);
  });

  it('proposes nothing when the seats alone cost more than the budget', () => {
    expect(overMoney(dossier, { budget: 700, estimate: 1_000, empty: 700 }, reading)?.split).toEqual([]);
  });
});

describe('affordableShare', () => {
  it.each([
    [{ budget: 550, estimate: 1_000, empty: 100 }, 0.45],
    [{ budget: 100, estimate: 1_000, empty: 100 }, 0],
    [{ budget: 50, estimate: 100, empty: 100 }, -45],
  ])('leaves what every session pays aside in %o', (price, share) => {
    expect(affordableShare(price)).toBeCloseTo(share);
  });
});
