import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../src/change/change.ts';
import {
  assembleCoverage,
  countReadings,
  type FileCoverage,
  listed,
  read,
  unread,
} from '../../src/dossier/coverage.ts';
import { someFile } from './some-dossier.ts';

function row(reading: FileCoverage['reading'], changed: number, overrides: Partial<FileCoverage> = {}): FileCoverage {
  const isRead = reading === 'whole' || reading === 'clipped';
  const counts = { changed_lines: changed, read_lines: isRead ? changed : 0 };
  return { path: 'src/run.py', kind: 'implementation', reading, reason: null, ...counts, ...overrides };
}

describe('assembleCoverage', () => {
  it.each<[behaviour: string, rows: readonly FileCoverage[], share: number]>([
    ['all of it is read', [row('whole', 10), row('clipped', 5)], 1],
    ['a file was unread', [row('whole', 30), row('unread', 10)], 0.75],
    ['listed files do not count', [row('whole', 10), row('listed', 1_000)], 1],
    [
      'tests, config and docs do not count',
      [row('whole', 9), row('unread', 1), row('unread', 90, { kind: 'test' })],
      0.9,
    ],
    ['there is no implementation', [row('whole', 3, { kind: 'docs' }), row('unread', 1, { kind: 'config' })], 0.75],
    ['the only implementation is listed', [row('whole', 3, { kind: 'docs' }), row('listed', 9)], 1],
    ['lines changed and every file is only listed', [row('listed', 400, { kind: 'config' })], 0],
    ['a file was only renamed', [row('listed', 0)], 1],
    ['nothing was changed', [], 1],
    ['a file of which one line in four is cut', [row('clipped', 4, { read_lines: 3 })], 0.75],
  ])('shares the lines out when %s', (_, rows, share) => {
    expect(assembleCoverage(rows).share).toBe(share);
  });

  it('keeps every row in its order', () => {
    const rows = [row('listed', 1), row('whole', 2), row('unread', 3)];

    expect(assembleCoverage(rows).files).toEqual(rows);
  });
});

describe('the row of a file', () => {
  const file = someFile('src/run.py', [' a', '+b', '-c', '+d']);

  it('counts added and removed lines of a read file, without those that are cut', () => {
    expect(read(file, 'test', { reading: 'clipped', reason: 'a very long line is cut', cutLines: 1 })).toEqual({
      path: 'src/run.py',
      kind: 'test',
      reading: 'clipped',
      reason: 'a very long line is cut',
      changed_lines: 3,
      read_lines: 2,
    });
  });

  it.each([
    ['listed', listed],
    ['unread', unread],
  ] as const)('counts no line of a %s file as read', (reading, row) => {
    expect(row(file, 'config', 'the reason')).toMatchObject({ reading, changed_lines: 3, read_lines: 0 });
  });

  it.each<[what: string, file: ChangedFile, lines: number]>([
    ['binary', someFile('model.pkl', [' a'], { binary: true }), 1],
    ['too long', someFile('data.csv', [' a'], { unreadable: 'over 2 MB' }), 1],
    ['a program that is too long', someFile('run.py', [' a'], { unreadable: 'over 2 MB' }), 1_000],
    ['a program with bytes of no text', someFile('run.py', [' a'], { binary: true }), 1_000],
    ['deleted without its lines', someFile('old.py', [' a'], { status: 'deleted', before: null, after: null }), 1],
    ['deleted and empty', someFile('old.py', [' a'], { status: 'deleted', before: '', after: null }), 0],
    ['renamed', someFile('new.py', [' a'], { status: 'renamed' }), 0],
  ])('counts a file that is %s in lines, and never none when some are hidden', (_, hidden, lines) => {
    expect(unread(hidden, 'implementation', 'the reason').changed_lines).toBe(lines);
  });
});

describe('countReadings', () => {
  it('counts files by how they were read', () => {
    const rows = [row('whole', 1), row('whole', 1), row('clipped', 1), row('unread', 1)];

    expect(countReadings(assembleCoverage(rows))).toEqual({ whole: 2, clipped: 1, unread: 1, listed: 0 });
  });
});
