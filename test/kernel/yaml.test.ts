import fc from 'fast-check';
import { dump } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError, renderError } from '../../src/kernel/app-error.ts';
import { parseYaml, readYaml } from '../../src/kernel/yaml.ts';

function refusal(text: string): string {
  try {
    parseYaml(text, 'f.yml', 'bad-config');
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-config') return renderError(error);
    throw error;
  }
  throw new Error('the text was not refused');
}

describe('a YAML document', () => {
  it('gives back plain data as JSON would hold it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const withoutNegativeZero: unknown = JSON.parse(JSON.stringify(value));

        expect(parseYaml(dump(withoutNegativeZero), 'f.yml').value).toEqual(withoutNegativeZero);
      }),
    );
  });

  it.each([
    { text: '', kind: 'nothing' },
    { text: '# a comment\n', kind: 'a comment' },
    { text: '---\n', kind: 'a document mark' },
  ])('has no value when it holds $kind', ({ text }) => {
    expect(parseYaml(text, 'f.yml').value).toBeNull();
  });

  it('reads words of YAML 1.1, dates and infinity as text', () => {
    const { value } = parseYaml('on: yes\nday: 2026-11-20\nmost: .inf\n', 'f.yml');

    expect(value).toEqual({ on: 'yes', day: '2026-11-20', most: '.inf' });
  });

  it('keeps __proto__ an ordinary key', () => {
    const { value } = parseYaml('__proto__: { a: 1 }', 'f.yml');

    expect(Object.keys(Object(value))).toEqual(['__proto__']);
    expect(Object(value).a).toBeUndefined();
  });
});

describe('the line of a place', () => {
  const text = [
    '# head',
    'a: 1',
    'list:',
    '  - x',
    '  - y: 2',
    '    z: {p: 1,',
    '      q: 2}',
    'text: |',
    '  one',
    '  two',
    'last:',
  ];

  it.each([
    { path: ['a'], line: 2 },
    { path: ['list'], line: 3 },
    { path: ['list', 0], line: 4 },
    { path: ['list', 1, 'y'], line: 5 },
    { path: ['list', 1, 'z'], line: 6 },
    { path: ['list', 1, 'z', 'q'], line: 7 },
    { path: ['last'], line: 11 },
    { path: ['list', 1, 'absent', 'deeper'], line: 5 },
    { path: ['absent'], line: 1 },
    { path: [], line: 1 },
  ])('is $line for $path', ({ path, line }) => {
    expect(parseYaml(text.join('\n'), 'f.yml').lineOf(path)).toBe(line);
  });

  it.each(['\n', '\r\n', '\r'])('counts line ends of %j', (lineEnd) => {
    expect(parseYaml(text.join(lineEnd), 'f.yml').lineOf(['last'])).toBe(11);
  });

  it('is the first line for everything in an empty document', () => {
    expect(parseYaml('', 'f.yml').lineOf(['a', 'b'])).toBe(1);
  });
});

describe('a text that is not read', () => {
  it.each([
    { what: 'a duplicate key', text: 'b:\n  a: 1\n  c: 2\n  a: 3', says: 'f.yml:4: duplicate key "a"' },
    { what: 'a key that is quoted the second time', text: 'a: 1\n"a": 2', says: 'f.yml:2: duplicate key "a"' },
    { what: 'a duplicate key in a flow', text: '{a: 1, a: 2}', says: 'f.yml:1: duplicate key "a"' },
    { what: 'a number written twice in two ways', text: '1: a\n01: b', says: 'f.yml:2: not valid YAML: duplicated' },
    { what: 'an alias', text: 'a: &x 1\nb: *x', says: 'f.yml:2: an alias' },
    { what: 'an alias as a key', text: '*x : 1', says: 'f.yml:1: an alias' },
    { what: 'an open bracket', text: 'a: [1,', says: 'f.yml:1: not valid YAML' },
    { what: 'a tab as indentation', text: 'a:\n\tb: 1', says: 'f.yml:2: not valid YAML' },
    { what: 'an unknown tag', text: 'a: 1\nb: !!js/function x', says: 'f.yml:2: not valid YAML: unknown' },
    { what: 'a list as a key', text: '? [a]\n: 1', says: 'f.yml:1: not valid YAML' },
    { what: 'a second document', text: 'a: 1\n---\nb: 2', says: 'f.yml:3: a second YAML document' },
    { what: 'a second empty document', text: '---\n---\n', says: 'f.yml: a second YAML document' },
    {
      what: 'nesting of more than 20 levels',
      text: `${'['.repeat(20)}1${']'.repeat(20)}`,
      says: 'f.yml:1: not valid YAML',
    },
  ])('tells the line of $what', ({ text, says }) => {
    expect(refusal(text)).toContain(says);
  });

  it('says where a duplicate key stands already', () => {
    expect(refusal('a: 1\nb: 2\na: 3')).toContain('"a" stands already on line 1');
  });

  it('allows a value within 18 lists', () => {
    expect(parseYaml(`${'['.repeat(18)}1${']'.repeat(18)}`, 'f.yml').value).toHaveLength(1);
  });
});

describe('readYaml', () => {
  it('returns what the schema makes of the text', () => {
    expect(readYaml('a: 2', 'f.yml', z.object({ a: z.number().transform((n) => n * 2) }))).toEqual({ a: 4 });
  });

  it('refuses a wrong value as bad input with its line', () => {
    const reading = () => readYaml('\na: x', 'f.yml', z.object({ a: z.number() }));

    expect(reading).toThrow(
      expect.objectContaining({ code: 'bad-input', facts: expect.objectContaining({ where: 'f.yml:2' }) }),
    );
  });
});
