import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsIn } from '../../../src/evidence/settings/reading.ts';

const linesOf = (text: string) => text.split('\n').map((line, index) => ({ line: index + 1, text: line }));

/** Each setting as `line: key.key = value`, items with a dash. */
function read(path: string, text: string): readonly string[] {
  return settingsIn(path, linesOf(text)).map(
    ({ keys, value, line, isItem }) => `${line}: ${keys.join('.')} ${isItem ? '-' : '='} ${value}`,
  );
}

describe('settings of YAML', () => {
  it('have the keys above them', () => {
    const text = ['a:', '  b: 1 # one', '  "c d": \'two # words\'', 'e: &x !!int 3', '---', 'f: http://x'].join('\n');

    expect(read('a.yaml', text)).toEqual([
      '1: a = ',
      '2: a.b = 1',
      '3: a.c d = two # words',
      '4: e = 3',
      '6: f = http://x',
    ]);
  });

  it('are items and entries of items in lists', () => {
    const text = ['a:', '- b', '-  c: 1', '   d: 2', '- - e', 'f: 3'].join('\n');

    expect(read('a.yml', text)).toEqual(['1: a = ', '2: a - b', '3: a.c = 1', '4: a.d = 2', '5: a - e', '6: f = 3']);
  });

  it('are not the lines of a text', () => {
    expect(read('a.yaml', 'a: |-\n  b: 1\n\n  c: 2\nd: >\n  e: 3\nf: 4')).toEqual(['1: a = ', '5: d = ', '7: f = 4']);
  });

  it('stand in brackets, also over lines', () => {
    expect(read('a.yaml', 'a: { b: 1,\n  c: [x, y z], # no\n  "d": 2 }\ne: 3')).toEqual([
      '1: a = ',
      '1: a.b = 1',
      '2: a.c = ',
      '2: a.c - x',
      '2: a.c - y z',
      '3: a.d = 2',
      '4: e = 3',
    ]);
  });
});

describe('settings of TOML and its kin', () => {
  it('have their section and their dotted keys', () => {
    const text = ['a = 1 # one', '[b."c d"]', 'e.f = "x # y"', '[[g]]', 'h = { i = 2 }'].join('\n');

    expect(read('a.toml', text)).toEqual([
      '1: a = 1',
      '2: b.c d = ',
      '3: b.c d.e.f = x # y',
      '4: g = ',
      '5: g.h = ',
      '5: g.h.i = 2',
    ]);
  });

  it('are not the lines of a text', () => {
    expect(read('a.toml', 'a = """\nb = 1\n"""\nc = 2\nd = """e"""')).toEqual(['4: c = 2']);
  });

  it('are variables', () => {
    expect(read('deploy/.env.test', '# no\nexport A="1"\nB=2 ; two')).toEqual(['2: A = 1', '3: B = 2']);
  });
});

describe('settings of JSON', () => {
  it('have the keys above them, comments left out', () => {
    const text = '{ // no\n "a": { "b": [1, {"c": "x\\"y"}] }, /* "d": 1 */\n /* "e":\n 2 */ "f":\n 3 }';

    expect(read('a.json', text)).toEqual(['2: a = ', '2: a.b = ', '2: a.b - 1', '2: a.b.c = x\\"y', '4: f = 3']);
  });
});

describe('settings of anything', () => {
  it.each(['a.yaml', 'a.toml', 'a.json'])('are read from %s, however broken it is', (path) => {
    const pieces = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      '#',
      '=',
      ',',
      '|',
      '"""',
      '/*',
      '*/',
      '1',
    );

    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');

        const settings = settingsIn(path, linesOf(text));

        const count = text.split('\n').length;
        expect(settings.every(({ line, valueLine }) => line >= 1 && line <= valueLine && valueLine <= count)).toBe(
          true,
        );
      }),
    );
  });

  it('are none in other files', () => {
    expect(read('a.py', 'a = 1')).toEqual([]);
  });

  it('have the keys that are nearest to them, however deep they stand', () => {
    const text = `${'{"a":'.repeat(20_000)}{"b": 1}${'}'.repeat(20_000)}`;

    const last = settingsIn('a.json', linesOf(text)).at(-1);

    expect(last?.keys).toHaveLength(20);
    expect(last?.keys.at(-1)).toBe('b');
  });
});
