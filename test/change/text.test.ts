import { describe, expect, it } from 'vitest';
import { decodeText, longestText, splitLines } from '../../src/change/text.ts';

describe('the bytes of a file', () => {
  it.each([
    ['UTF-8', Buffer.from('é日\n'), { kind: 'text', text: 'é日\n' }],
    ['Windows line ends', Buffer.from('a\r\nb\rc\r\n\r'), { kind: 'text', text: 'a\nb\rc\n' }],
    ['nothing', Buffer.alloc(0), { kind: 'text', text: '' }],
    ['Latin-1', Buffer.from('é\n', 'latin1'), { kind: 'unreadable', reason: 'not UTF-8' }],
    [
      'UTF-16, little end first',
      Buffer.from('\uFEFFa\n', 'utf16le'),
      { kind: 'unreadable', reason: 'UTF-16, not UTF-8' },
    ],
    ['UTF-16, big end first', Buffer.from([0xfe, 0xff, 0, 97]), { kind: 'unreadable', reason: 'UTF-16, not UTF-8' }],
    ['a NUL near the start', Buffer.from('a\0b'), { kind: 'binary' }],
    ['2 MB', Buffer.alloc(longestText, 97), { kind: 'text' }],
    ['more than 2 MB', Buffer.alloc(longestText + 1, 97), { kind: 'unreadable', reason: 'over 2 MB' }],
  ])('are told by what they hold: %s', (_, bytes, expected) => {
    expect(decodeText(bytes)).toMatchObject(expected);
  });
});

describe('the lines of a text', () => {
  it.each([
    ['', []],
    ['a', ['a']],
    ['a\n\nb\n', ['a\n', '\n', 'b\n']],
    ['a\u2028b\n', ['a\u2028b\n']],
  ])('keep their ends: %j', (text, lines) => {
    expect(splitLines(text)).toEqual(lines);
  });
});
