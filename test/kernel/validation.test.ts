import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError, renderError } from '../../src/kernel/app-error.ts';
import { validate } from '../../src/kernel/validation.ts';
import { parseYaml } from '../../src/kernel/yaml.ts';

const House = z.strictObject({
  version: z.literal(1, 'version: 1'),
  committee: z
    .strictObject({
      enforcement: z.enum(['blocking', 'advisory']).default('blocking'),
      share: z.number().gt(0).max(1).optional(),
      seats: z.int().min(2).optional(),
      names: z.array(z.string().min(3)).min(1).optional(),
      inner: z.strictObject({ types: z.array(z.string()).optional() }).optional(),
    })
    .prefault({}),
  words: z.record(z.string().regex(/^[a-z]+$/, 'a lower-case word'), z.boolean()).optional(),
  either: z.union([z.string(), z.strictObject({ x: z.number() })]).optional(),
  step: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('wait') }),
      z.strictObject({ kind: z.literal('call'), who: z.string() }),
    ])
    .optional(),
  day: z.iso.date().optional(),
  shape: z.string().regex(/^a+$/).optional(),
  maybe: z.string().nullable().optional(),
});

const HINTS = { 'committee.experts': 'Experts are chosen by routing rows or --experts.' };

function complaint(body: string): string {
  return tell(() => validate(parseYaml(`version: 1\n${body}`, 'f.yml'), House, { hints: HINTS }));
}

function tell(reading: () => unknown): string {
  try {
    reading();
  } catch (error) {
    if (error instanceof AppError) return renderError(error);
    throw error;
  }
  return 'no error';
}

describe('a document that the schema knows', () => {
  it('comes back as the schema reads it, defaults filled in', () => {
    const value = validate(parseYaml('version: 1\nmaybe: null', 'f.yml'), House);

    expect(value).toEqual({ version: 1, maybe: null, committee: { enforcement: 'blocking' } });
  });
});

describe('an unknown key', () => {
  it('is told with its line, its place, the known keys, the nearest one and why it is not there', () => {
    expect(complaint('committee:\n  share: 0.5\n  expert: [a]')).toBe(
      [
        'f.yml:4: unknown key "expert" under committee',
        '  expected one of: enforcement, share, seats, names, inner',
        '  did you mean "experts"? Experts are chosen by routing rows or --experts.',
      ].join('\n'),
    );
  });

  it.each([
    { body: 'comittee: {}', says: 'f.yml:2: unknown key "comittee"\n  expected one of: version, committee,' },
    { body: 'comittee: {}', says: 'did you mean "committee"?' },
    { body: 'committee:\n  experts: a', says: '\n  Experts are chosen by routing rows or --experts.' },
    { body: 'committee:\n  types: a', says: '"types" belongs under committee.inner.' },
    { body: 'committee:\n  either: a', says: '"either" belongs at the top level.' },
    {
      body: 'committee:\n  inner:\n    kinds: a',
      says: 'f.yml:4: unknown key "kinds" under committee.inner\n  expected types',
    },
    { body: '__proto__: 1', says: 'f.yml:2: unknown key "__proto__"' },
    { body: 'constructor: 1', says: 'f.yml:2: unknown key "constructor"' },
  ])('$body says $says', ({ body, says }) => {
    expect(complaint(body)).toContain(says);
  });

  it('is not likened to a word that is far away', () => {
    expect(complaint('zebra: 1')).not.toContain('did you mean');
  });
});

describe('a wrong value', () => {
  it.each([
    { body: 'committee: []', says: 'f.yml:2: committee is an empty list\n  expected a mapping' },
    { body: 'committee:', says: 'f.yml:2: committee is empty\n  expected a mapping' },
    {
      body: 'committee:\n  enforcement: block',
      says: 'f.yml:3: enforcement under committee is "block"\n  expected one of: blocking, advisory',
    },
    { body: 'committee:\n  enforcement: blockin', says: 'did you mean "blocking"?' },
    { body: 'committee:\n  share: "0.5"', says: 'share under committee is "0.5"\n  expected a number' },
    { body: 'committee:\n  share: 2', says: 'is 2\n  expected at most 1' },
    { body: 'committee:\n  share: 0', says: 'is 0\n  expected more than 0' },
    { body: 'committee:\n  seats: 2.5', says: 'is 2.5\n  expected a whole number' },
    { body: 'committee:\n  seats: 1', says: 'is 1\n  expected at least 2' },
    { body: 'committee:\n  names: []', says: 'names under committee is an empty list\n  expected at least 1 item' },
    {
      body: 'committee:\n  names:\n    - abc\n    - d',
      says: 'f.yml:5: committee.names[1] is "d"\n  expected at least 3 characters',
    },
    { body: 'words: { A: true }', says: 'key "A" under words is not allowed\n  expected a lower-case word' },
    { body: 'words: { a: 1 }', says: 'a under words is 1\n  expected true or false' },
    { body: 'either: 3', says: 'either is 3\n  expected text, or a mapping' },
    { body: 'either: { x: y }', says: 'x under either is "y"\n  expected a number' },
    { body: 'either: { y: 1, x: 2 }', says: 'unknown key "y" under either' },
    { body: 'step: { kind: call }', says: 'missing key "who" under step\n  expected text' },
    { body: 'step: { kind: calls }', says: 'kind under step is "calls"\n  expected one of: wait, call' },
    { body: 'day: monday', says: 'day is "monday"\n  expected a valid date' },
    { body: 'shape: b', says: 'shape is "b"\n  expected text that matches /^a+$/' },
    { body: 'maybe: {}', says: 'maybe is a mapping\n  expected text' },
    { body: `day: ${'x'.repeat(200)}`, says: `day is "${'x'.repeat(58)}…\n` },
  ])('$body says $says', ({ body, says }) => {
    expect(complaint(body)).toContain(says);
  });

  it.each([
    { text: 'version: 2', says: 'f.yml:1: version is 2\n  expected version: 1' },
    { text: 'committee: {}', says: 'f.yml:1: missing key "version"\n  expected version: 1' },
    { text: 'text', says: 'f.yml:1: the document is "text"\n  expected a mapping' },
    { text: '', says: 'f.yml:1: the document is empty\n  expected a mapping' },
  ])('of the whole document is told: $text', ({ text, says }) => {
    const document = parseYaml(text, 'f.yml');

    expect(tell(() => validate(document, House))).toBe(says);
  });
});

describe('several wrong places', () => {
  it('are told in the order of their lines, the first in full', () => {
    expect(complaint('zebra: 1\ncommittee:\n  share: 2\nlion: 3')).toBe(
      [
        'f.yml:2: unknown key "zebra"',
        '  expected one of: version, committee, words, either, step, day, shape, maybe',
        '  also line 4: share under committee is 2, expected at most 1',
        '  also line 5: unknown key "lion"',
      ].join('\n'),
    );
  });

  it('are cut after five more, with their number', () => {
    const body = Array.from({ length: 9 }, (_, index) => `zebra${index}: 1`).join('\n');

    expect(complaint(body)).toContain('also line 7: unknown key "zebra5"\n  and 3 more');
  });
});

describe('the error', () => {
  it.each(['bad-input', 'bad-config'] as const)('has the code it was asked for: %s', (code) => {
    const reading = () => validate(parseYaml('a', 'f.yml'), House, { code });

    expect(reading).toThrow(expect.objectContaining({ code }));
  });
});
