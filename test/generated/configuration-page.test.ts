import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseConfig } from '../../src/config/config.ts';
import { type ConfigKey, configKeys } from './config-keys.ts';
import { renderConfigurationPage } from './configuration-page.ts';
import { renderExampleFile } from './example-file.ts';
import { expectedWords } from './expected-words.ts';

const example = renderExampleFile(configKeys());

function leaves(keys: readonly ConfigKey[]): readonly ConfigKey[] {
  return keys.flatMap((key) => (key.isMapping ? leaves(key.keys) : [key]));
}

describe('the example file', () => {
  it('means the same as no file', () => {
    const { wokenGates: _, ruleLines: __, ...file } = parseConfig(example);

    expect({ ...file, wokenGates: [], ruleLines: [] }).toEqual(parseConfig(null));
  });

  it('wakes no gate that sleeps without it', () => {
    expect(parseConfig(example).wokenGates).toEqual(['G1', 'G2', 'G5']);
  });

  it('is still valid when its switched-off sections are switched on', () => {
    const switchedOn = example.replaceAll(/^( *)#(?! )/gm, '$1').replaceAll(/^( *)# {2}/gm, '$1  ');

    const { wokenGates } = parseConfig(switchedOn.replace('pattern: null', String.raw`pattern: 'CVN-\d+'`));

    expect(wokenGates).toEqual(['G1', 'G2', 'G3', 'G4', 'G5']);
  });

  it('says something of every key that holds a value', () => {
    expect(leaves(configKeys()).filter(({ description }) => description === '')).toEqual([]);
  });
});

describe('the configuration page', () => {
  it('has one row for every key that holds a value, under its section', () => {
    const [, ...sections] = renderConfigurationPage().split(/^### /m);

    const rows = sections.flatMap((section) => {
      const name = /^`(\w+)`/.exec(section)?.[1];
      const keys = [...section.matchAll(/^\| `([\w.]+)` \| \S/gm)].map(([, key = '']) => key);
      return keys.map((key) => (name === undefined ? key : `${name}.${key}`));
    });

    const withValue = leaves(configKeys()).map(({ path }) => path);
    expect(rows.toSorted()).toEqual([...withValue, 'gates.g2'].toSorted());
  });

  it.each([
    ['a closed list', z.enum(['a', 'b']), '`a`, `b`'],
    ['a text with words of its own', z.string().regex(/^x/, 'a word with x, e.g. x1'), 'a word with x, e.g. x1'],
    ['a text without any', z.string(), 'text'],
    ['a share', z.number().gt(0).max(1), 'a number, more than 0, at most 1'],
    ['a whole number', z.int().min(3), 'a whole number, at least 3'],
    [
      'an amount',
      z
        .number('an amount')
        .gt(0, 'more than 0')
        .refine((usd) => usd < 9, 'an amount below 9'),
      'an amount below 9, more than 0',
    ],
    ['what may be null', z.string().nullable(), 'text, or `null`'],
    ['a list', z.array(z.enum(['a'])).min(1, 'at least one letter'), 'a list of at least one letter; each one of `a`'],
    ['a list that must be empty', z.array(z.unknown()).max(0, 'an empty list'), 'an empty list'],
    ['a mapping', z.record(z.string(), z.boolean()), 'a mapping from text to true or false'],
    ['a table-breaking word', z.string('a | b'), 'a \\| b'],
  ])('tells %s in the words of the errors', (_, schema, words) => {
    expect(expectedWords(schema)).toBe(words);
  });
});
