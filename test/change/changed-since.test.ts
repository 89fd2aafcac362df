import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChangedPath, changedSince } from '../../src/change/changed-since.ts';
import { applyHunks } from '../../src/change/patch.ts';
import type { TextReading } from '../../src/change/text.ts';

const commits = { name: 'momentum', before: 'b', after: 'a' };
const text = (words: string | null): TextReading | null => (words === null ? null : { kind: 'text', text: words });
const path = (name: string, before: string | null, after: string | null): ChangedPath => ({
  path: name,
  before: text(before),
  after: text(after),
});
const LONG = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('');

describe('a change between two trees', () => {
  it.each([
    ['added', path('a.py', null, 'x\n')],
    ['deleted', path('a.py', 'x\n', null)],
    ['modified', path('a.py', 'x\n', 'y\n')],
  ])('tells a file that was %s', (status, changed) => {
    const { files, base, head } = changedSince([changed], commits);

    expect({ base, head }).toEqual({ base: 'b', head: 'a' });
    expect(files).toMatchObject([{ path: 'a.py', status, previousPath: null, unreadable: null }]);
  });

  it('takes a new file for a vanished one that is mostly the same text', () => {
    const paths = [path('new.py', null, LONG.replace('line 3', 'line three')), path('old.py', LONG, null)];

    const { files } = changedSince(paths, commits);

    expect(files).toMatchObject([{ path: 'new.py', previousPath: 'old.py', status: 'renamed' }]);
    expect(files[0]?.hunks.flatMap(({ lines }) => lines.filter(({ kind }) => kind !== 'context'))).toHaveLength(2);
  });

  it('gives each vanished file to the new one that is most like it', () => {
    const near = LONG.replace('line 1\n', '');
    const paths = [path('one.py', null, near), path('two.py', null, LONG), path('old.py', LONG, null)];

    const { files } = changedSince(paths, commits);

    expect(files).toMatchObject([
      { path: 'one.py', status: 'added' },
      { path: 'two.py', status: 'renamed', previousPath: 'old.py' },
    ]);
  });

  it('keeps two files apart that have little in common', () => {
    const { files } = changedSince([path('new.py', null, 'x\ny\n'), path('old.py', LONG, null)], commits);

    expect(files.map(({ status }) => status)).toEqual(['added', 'deleted']);
  });

  it('says what cannot be compared line by line', () => {
    const { files } = changedSince(
      [
        { path: 'a.png', before: { kind: 'binary' }, after: { kind: 'binary' } },
        { path: 'b.csv', before: text('x\n'), after: { kind: 'unreadable', reason: 'over 2 MB' } },
      ],
      commits,
    );

    expect(files).toMatchObject([
      { path: 'a.png', binary: true, hunks: [] },
      { path: 'b.csv', binary: false, unreadable: 'over 2 MB', hunks: [], after: null },
    ]);
  });

  it('leads from one text to the other', () => {
    const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n'), { maxLength: 30 }).map((some) => some.join(''));

    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const [file] = changedSince([path('a.py', before, after)], commits).files;

        expect(applyHunks(before, file?.hunks ?? [])).toBe(after);
      }),
    );
  });
});
