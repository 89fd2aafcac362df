import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../src/change/change.ts';
import { type PartLine, readArtifact, readPart, renderLines } from '../../src/dossier/part.ts';
import { anyEdits, assembleEdits } from '../change/arbitrary-change.ts';
import { someFile } from './some-dossier.ts';

const unchanged = (count: number, from = 1) => Array.from({ length: count }, (_, index) => ` line ${from + index}`);

/** The lines as a person compares them: mark, number, text. */
function shown(file: ChangedFile): readonly string[] {
  return (readPart(file)?.lines ?? []).map(({ mark, number, text }) => `${mark}${number ?? ''}:${text}`);
}

const standing = (lines: readonly PartLine[]) => lines.filter(({ mark }) => mark === ' ' || mark === '+');

describe('readPart', () => {
  it('shows a short file whole, with removed lines where they stood', () => {
    const file = someFile('run.py', [' import os', '-fee = 0', '+fee = 0.001', '+tax = 0', ' run()']);

    expect(readPart(file)).toMatchObject({ reading: 'whole', reason: null, cutLines: 0 });
    expect(shown(file)).toEqual([' 1:import os', '-2:fee = 0', '+2:fee = 0.001', '+3:tax = 0', ' 4:run()']);
  });

  it('shows a file of 600 lines whole though one line changed', () => {
    expect(readPart(someFile('run.py', [...unchanged(599), '+last']))?.reading).toBe('whole');
  });

  it('shows a long file around its changes and says what it leaves out before, between and behind them', () => {
    const file = someFile('run.py', [
      ...unchanged(100),
      '+added',
      ...unchanged(400, 101),
      '-removed',
      ...unchanged(300, 501),
    ]);

    const part = readPart(file);

    expect(part).toMatchObject({ reading: 'clipped', reason: 'long file, shown around its changes' });
    expect(part?.lines.filter(({ mark }) => mark === '~').map(({ text }) => text)).toEqual([
      'lines 1 to 80 not shown',
      'lines 122 to 481 not shown',
      'lines 522 to 801 not shown',
    ]);
    expect(shown(file)).toContain('-501:removed');
    expect(shown(file)).toContain(' 502:line 501');
  });

  it('names a single line that is left out', () => {
    const file = someFile('run.py', ['+first', ...unchanged(41), '+second', ...unchanged(700, 42)]);

    expect(shown(file)).toContain('~:line 22 not shown');
  });

  it('shows a long file whole when 40 % of it changed', () => {
    const added = Array.from({ length: 300 }, (_, index) => `+new ${index}`);

    expect(readPart(someFile('run.py', [...unchanged(449), ...added]))?.reading).toBe('whole');
    expect(readPart(someFile('run.py', [...unchanged(451), ...added]))?.reading).toBe('clipped');
  });

  it('shows the lines of a deleted file with the numbers they had', () => {
    const file = someFile('old.py', ['-a', '-b'], { status: 'deleted', after: null });

    expect(readPart(file)).toMatchObject({ reading: 'whole', reason: null });
    expect(shown(file)).toEqual(['-1:a', '-2:b']);
  });

  it('shows a renamed file with its changes', () => {
    const file = someFile('new.py', [' a', '-b', '+c'], { status: 'renamed', previousPath: 'old.py' });

    expect(shown(file)).toEqual([' 1:a', '-2:b', '+2:c']);
  });

  it('has nothing to show of a file without a changed line', () => {
    expect(readPart(someFile('new.py', [' a'], { status: 'renamed', previousPath: 'old.py' }))).toBeNull();
  });

  it('shows the hunks of a file that is known by its diff alone, numbered as the diff says', () => {
    const file = someFile('run.py', [...unchanged(50), '-old', '+new', ...unchanged(40, 52), '+last'], { after: null });

    expect(readPart(file)).toMatchObject({ reading: 'clipped', reason: 'only the diff was given' });
    expect(shown(file)).toEqual([
      '~:lines 1 to 47 not shown',
      ...[' 48:line 48', ' 49:line 49', ' 50:line 50', '-51:old', '+51:new'],
      ...[' 52:line 52', ' 53:line 53', ' 54:line 54'],
      '~:lines 55 to 88 not shown',
      ...[' 89:line 89', ' 90:line 90', ' 91:line 91', '+92:last'],
    ]);
  });

  it('says what a diff without context leaves out also before removed lines', () => {
    const edits = [...unchanged(9), '-gone', ...unchanged(5, 10)].map((line) => ({
      kind: line.startsWith('-') ? ('removed' as const) : ('context' as const),
      text: line.slice(1),
    }));
    const { hunks } = assembleEdits({ edits, context: 0, cutBefore: false, cutAfter: false, section: '' });

    expect(shown({ ...someFile('run.py', ['+x'], { after: null }), hunks })).toEqual([
      '~:lines 1 to 9 not shown',
      '-10:gone',
    ]);
  });

  it('cuts a line of more than 10,000 characters and says so', () => {
    const file = someFile('run.ipynb', [' {', `+"${'A'.repeat(20_000)}"`, ' }']);

    const part = readPart(file);

    expect(part).toMatchObject({ reading: 'clipped', reason: 'a very long line is cut', cutLines: 1 });
    expect(part?.lines[1]?.text).toMatch(/^"A{9999} \[10002 more characters are not shown\]$/);
  });

  it('does not count a cut line as unread that did not change', () => {
    const part = readPart(someFile('run.json', [` ${'a'.repeat(10_001)}`, '+b', ` ${'c'.repeat(10_001)}`]));

    expect(part).toMatchObject({ reading: 'clipped', reason: '2 very long lines are cut', cutLines: 0 });
  });

  it('does not cut a character in two', () => {
    const part = readPart(someFile('run.json', [`+${'🙂'.repeat(8_000)}`, `+x${'🙂'.repeat(8_000)}`]));

    expect(part?.lines.every(({ text }) => text.isWellFormed())).toBe(true);
  });

  it('holds 200,000 lines', () => {
    const lines = Array.from({ length: 200_000 }, () => '+x');

    expect(readPart(someFile('run.csv', lines))?.lines).toHaveLength(200_000);
  });

  it('gives the text after the change back by its standing lines', () => {
    fc.assert(
      fc.property(anyEdits(['context', 'added', 'removed']), (edits) => {
        const { hunks, before, after } = assembleEdits(edits);
        const part = readPart({ ...someFile('run.py', ['+x']), hunks, before, after });

        const texts = after === '' ? [] : after.replace(/\n$/, '').split('\n');
        const expected = texts.map((text, index) => ({ number: index + 1, text }));
        const found = standing(part?.lines ?? []).map(({ number, text }) => ({ number, text }));
        expect(found).toEqual(part === null ? [] : expected);
      }),
    );
  });

  it('numbers the lines of bare hunks as they are numbered in the text after the change', () => {
    fc.assert(
      fc.property(anyEdits(['context', 'context', 'context', 'added', 'removed']), (edits) => {
        const { hunks, before, after } = assembleEdits(edits);
        const part = readPart({ ...someFile('run.py', ['+x']), hunks, before, after: null });
        const texts = { now: after.split('\n'), before: before.split('\n') };

        const lines = (part?.lines ?? []).filter(({ mark }) => mark !== '~');
        const told = lines.map(({ mark, number }) => (mark === '-' ? texts.before : texts.now)[(number ?? 0) - 1]);
        expect(lines.map(({ text }) => text)).toEqual(told);
      }),
    );
  });
});

describe('readArtifact', () => {
  it('numbers every line and adds none', () => {
    expect(readArtifact('# Plan\n\nGoal\n').lines).toEqual([
      { mark: ' ', number: 1, text: '# Plan' },
      { mark: ' ', number: 2, text: '' },
      { mark: ' ', number: 3, text: 'Goal' },
    ]);
  });

  it('counts a line of which the end is cut', () => {
    expect(readArtifact(`a\n${'b'.repeat(10_001)}`)).toMatchObject({ reading: 'clipped', cutLines: 1 });
  });
});

describe('renderLines', () => {
  it('writes mark, number and bar in columns', () => {
    const lines: readonly PartLine[] = [
      { mark: '~', number: null, text: 'lines 1 to 97 not shown' },
      { mark: ' ', number: 98, text: 'a' },
      { mark: '-', number: 99, text: 'b' },
      { mark: '+', number: 100, text: '' },
    ];

    expect(renderLines(lines)).toBe('~     | lines 1 to 97 not shown\n   98 | a\n-  99 | b\n+ 100 | ');
  });
});
