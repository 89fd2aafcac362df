import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/change/change.ts';
import { redactChange, redactSecrets } from '../../src/change/secrets.ts';
import { removeInvisible } from '../../src/kernel/invisible.ts';
import { drawn, privateKey } from './secret-pieces.ts';

const token = ['gh', 'p_', drawn(36, 7)].join('');
const password = ['h7Kq', '2vT9', 'zLm4'].join('');

function changeOf(lines: readonly string[], changes: readonly string[] = []): Change {
  const hunkLines = [...lines, ...changes].map((text, index) => ({
    ...(index < lines.length
      ? ({ kind: 'context', before: index + 90, after: index + 90, text } as const)
      : ({ kind: 'added', before: null, after: index + 90, text } as const)),
  }));
  const ranges = { oldStart: 90, oldLines: lines.length, newStart: 90, newLines: hunkLines.length };
  const told = { path: 'src/a.txt', previousPath: null, status: 'modified', binary: false, unreadable: null } as const;
  const file = { ...told, before: null, after: null, hunks: [{ ...ranges, section: '', lines: hunkLines }] };
  return { name: 'x', base: null, head: null, files: [file] };
}

describe('a credential in joined literals', () => {
  it.each([
    ['side by side', (left: string, right: string) => `"${left}" "${right}"`],
    ['with a sign', (left: string, right: string) => `'${left}' + '${right}'`],
    ['over lines', (left: string, right: string) => `(\n    "${left}"\n    "${right}"\n)`],
    ['over lines with a sign', (left: string, right: string) => `"${left}" +\n  "${right}"`],
    ['with a sign first', (left: string, right: string) => `"${left}"\n  + "${right}"`],
    ['in another language', (left: string, right: string) => `"${left}" . '${right}'`],
  ])('goes whole and counts once: %s', (_, join) => {
    for (const [name, secret, kind] of [
      ['value', token, 'github-token'],
      ['PASSWORD', password, 'password'],
    ] as const) {
      for (const cut of [4, secret.length - 3]) {
        const text = `${name} = ${join(secret.slice(0, cut), secret.slice(cut))}\n`;

        const { text: shown, secrets } = redactSecrets('a.py', text);

        const removed = `[secret removed: ${kind}]`;
        expect(shown).toBe(`${name} = ${join(removed, removed)}\n`);
        expect(secrets).toHaveLength(1);
      }
    }
  });

  it('counts once in a change too', () => {
    const added = `PASSWORD = "${password.slice(0, 5)}" + "${password.slice(5)}"`;

    const { secrets } = redactChange(changeOf(['import os'], [added]));

    expect(secrets).toEqual([{ path: 'src/a.txt', line: 91, side: 'after', kind: 'password' }]);
  });

  it.each([
    'password = "pass" + "word"',
    'label = {"password": "Enter " + "a password"}',
    'token = "a" "b"\nname = "c" + "d"',
  ])('is not seen in words: %s', (text) => {
    expect(redactSecrets('a.py', text).secrets).toEqual([]);
  });
});

describe('a token that a line end parts', () => {
  it.each(['\u2028', '\u0085', '\r', '\f'])('is found where the line end was taken out: %j', (lineEnd) => {
    const parted = `key ${token.slice(0, 20)}${lineEnd}${token.slice(20)} end`;

    const shown = [removeInvisible(parted).text, parted].map((text) => redactSecrets('a.md', text).text);

    const removed = '[secret removed: github-token]';
    const lineEnds = [removeInvisible(lineEnd).text, lineEnd];
    expect(shown).toEqual(lineEnds.map((between) => `key ${removed}${between}${removed} end`));
  });

  it('is not seen before plain words', () => {
    const text = `tokens begin with ${token.slice(0, 12)} and then thirty characters follow`;

    expect(redactSecrets('a.md', text).secrets).toEqual([]);
  });
});

describe('the middle of a key in a hunk', () => {
  const middle = privateKey('', 6).split('\n').slice(1, -1);

  it.each([
    ['the whole hunk', middle, []],
    ['its beginning', middle, ['key = read()']],
    ['its end', ['key = (', ...middle], []],
  ] as const)('is removed when it is %s', (_, lines, changes) => {
    const { change, secrets } = redactChange(changeOf(lines, changes));

    expect(middle.filter((line) => JSON.stringify(change).includes(line))).toEqual([]);
    expect(secrets.map(({ kind }) => kind)).toEqual(['private-key']);
    expect(redactChange(change)).toEqual({ change, secrets: [] });
  });

  it.each([
    ['three lines', middle.slice(0, 3)],
    ['a certificate', ['-----BEGIN CERTIFICATE-----', ...middle]],
    ['a picture that begins and ends', ['logo = """', ...middle, '"""']],
    ['digests', [1, 2, 3, 4, 5].map((seed) => drawn(64, seed, 'hex'))],
    ['text without capitals', Array(5).fill('a'.repeat(64))],
  ])('is not seen in %s', (_, lines) => {
    expect(redactChange(changeOf(lines)).secrets).toEqual([]);
  });
});
