import { describe, expect, it } from 'vitest';
import { CONFIG_PATH, parseConfig } from '../../src/config/config.ts';
import { AppError, renderError } from '../../src/kernel/app-error.ts';

function refusal(text: string): string {
  try {
    parseConfig(text);
  } catch (error) {
    if (error instanceof AppError && error.code === 'bad-config') return renderError(error);
    throw error;
  }
  throw new Error('the configuration was not refused');
}

describe('a wrong configuration', () => {
  it('names file, line, what was expected and the nearest known key', () => {
    expect(refusal('version: 1\n\ncommittee:\n  expert: [crypto-trader]')).toBe(
      [
        `${CONFIG_PATH}:4: unknown key "expert" under committee`,
        '  expected one of: enforcement, models, fallbacks, seats_heard, coverage, budget_usd, budget_usd_per_day, max_lines, strangers, inline',
        '  did you mean "experts"? Experts are chosen by routing rows or --experts.',
      ].join('\n'),
    );
  });

  it.each([
    { text: '', says: ':1: missing key "version"' },
    { text: '# nothing yet\n', says: ':1: missing key "version"' },
    { text: 'bots: []', says: ':1: missing key "version"\n  expected version: 1' },
    { text: 'version: 2', says: ':1: version is 2\n  expected version: 1' },
    { text: 'version: "1"', says: ':1: version is "1"' },
    { text: 'version: 1\nversion: 1', says: ':2: duplicate key "version"' },
    { text: 'version: 1\ngates:\n  g6: {}', says: ':3: unknown key "g6" under gates\n  expected one of: off, g1' },
    { text: 'version: 1\ngates:\n  g2:\n    types: [a]', says: '"types" belongs under gates.g1.' },
    {
      text: 'version: 1\ngates:\n  off: [g4]',
      says: ':3: gates.off[0] is "g4"\n  expected one of: G1, G2, G3, G4, G5\n  did you mean "G4"?',
    },
    { text: 'version: 1\ngates:', says: ':2: gates is empty\n  expected a mapping' },
    { text: 'version: 1\noperations: {}', says: ':2: unknown key "operations"' },
    {
      text: 'version: 1\nops:\n  sources: { prom: { kind: prometheus } }\n  signals:\n    pvc_pct: { source: loki, query: x }',
      says: 'source under ops.signals.pvc_pct is "loki"\n  expected a source that stands under ops.sources (prom)',
    },
    {
      text: 'version: 1\nops: { sources: { prom: { kind: prometheus, url: "http://p" } } }',
      says: 'unknown key "url" under ops.sources.prom',
    },
    {
      text: 'version: 1\nops: { thresholds: { pvc_clear_pct: 90 } }',
      says: 'pvc_clear_pct under ops.thresholds is 90\n  expected at most pvc_pct, which is 85',
    },
    {
      text: 'version: 1\nops: { thresholds: { pvc_pct: 0.85, pvc: 1 } }',
      says: 'unknown key "pvc" under ops.thresholds',
    },
    { text: 'version: 1\ncommittee: { quorum: 0.8 }', says: 'The quorum is seats_heard.' },
    {
      text: 'version: 1\nrouting:\n  - when: {}',
      says: ':3: missing key "id" under routing[0]\n  expected the name of the row, e.g. risk-engine',
    },
    {
      text: 'version: 1\nrouting:\n  - include: default',
      says: ':3: include under routing[0] is "default"\n  expected defaults',
    },
    {
      text: 'version: 1\nrouting: [{ include: defaults, id: a }]',
      says: 'id under routing[0] is "a"\n  expected include: defaults alone in its entry',
    },
    {
      text: 'version: 1\nrouting: [{ id: a, when: {}, then: { depth: skip, experts: [ops] } }]',
      says: 'expected depth skip without session, experts, models and budget_usd',
    },
    { text: 'version: 1\nrouting: [{ id: a, when: { size: { lines: 0 } }, then: {} }]', says: 'expected at least 1' },
    {
      text: 'version: 1\nrouting: [{ id: a, when: { title: "(?=a)" }, then: { teams: [risk] } }]',
      says: 'a regular expression of RE2',
    },
    { text: 'version: 1\nrouting: [{ id: a, when: {}, then: { teams: [risk] } }]', says: 'a team as org/team' },
    { text: 'version: 1\nareas: { dossiers: [a] }', says: 'it follows gates.g3.dossiers' },
    { text: 'version: 1\nareas: { Bots: [a] }', says: 'expected the name of an area in lower case' },
    { text: 'version: 1\nbots: ["dependabot[bot]"]', says: 'expected the slug of an app without [bot]' },
    { text: 'version: 1\ncritical: src', says: ':2: critical is "src"\n  expected a list' },
    { text: 'version: 1\ncritical: ["!src"]', says: 'critical[0] is "!src"' },
    {
      text: 'version: 1\ncommittee: { budget_usd: 0 }',
      says: 'budget_usd under committee is 0\n  expected more than 0',
    },
    { text: 'version: 1\ncommittee: { budget_usd: 0.0000001 }', says: 'at most six decimals' },
    { text: 'version: 1\ncommittee: { budget_usd: .inf }', says: 'is ".inf"\n  expected an amount in USD' },
    { text: 'version: 1\ncommittee: { seats_heard: 80 }', says: 'expected at most 1' },
    {
      text: 'version: 1\ncommittee: { models: { first: gpt } }',
      says: 'first under committee.models is "gpt"\n  expected a model as provider:name',
    },
    {
      text: 'version: 1\ncommittee: { fallbacks: { gpt: [] } }',
      says: 'key "gpt" under committee.fallbacks is not allowed',
    },
    { text: 'version: 1\nevidence: { off: [backfill] }', says: 'expected a rule id, e.g. leak/backfill' },
    { text: 'version: 1\nwaiver: { min_reason: 0 }', says: 'min_reason under waiver is 0\n  expected at least 1' },
    { text: 'version: 1\ngates: { g4: { artefacts: stories/ } }', says: 'expected a folder with {story} in its name' },
    {
      text: 'version: 1\ngates: { g1: { types: [Feat] } }',
      says: 'gates.g1.types[0] is "Feat"\n  expected a type in lower case',
    },
  ])('$text says $says', ({ text, says }) => {
    expect(refusal(text)).toContain(says);
  });

  it('refuses g4 without a story pattern, on the line of g4', () => {
    expect(refusal('version: 1\ngates:\n  g3: {}\n  g4: {}')).toContain(
      `${CONFIG_PATH}:4: g4 under gates needs story.pattern`,
    );
  });

  it('names the file it was given', () => {
    expect(() => parseConfig('versoin: 1', 'own.yml')).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ where: 'own.yml:1' }) }),
    );
  });
});

describe('a story pattern', () => {
  it.each([
    { pattern: '([', why: 'is no regular expression' },
    { pattern: 'x*', why: 'matches the empty text' },
    { pattern: '', why: 'is empty' },
    { pattern: '(a+)+b', why: 'repeats an open repeat' },
    { pattern: '(?:[a-z]+-)*S', why: 'repeats an open repeat' },
    { pattern: '(a|a)+', why: 'repeats a choice' },
    { pattern: '((ab|a)c){2}', why: 'repeats a choice further in' },
    { pattern: '(a{2,}){3}', why: 'repeats a bound without end' },
    { pattern: '(?=.*a)b', why: 'looks around' },
    { pattern: String.raw`(\d+)-\1`, why: 'refers back' },
    { pattern: `S-${'0'.repeat(200)}`, why: 'is longer than 200 characters' },
  ])('that $why is refused: $pattern', ({ pattern }) => {
    expect(refusal(`version: 1\nstory:\n  pattern: '${pattern}'`)).toContain(
      `${CONFIG_PATH}:3: pattern under story is `,
    );
  });

  it.each([
    'S-\\d+',
    '[A-Z]+-\\d+',
    '\\d*\\d*\\d*x',
    '(CVN|OPS)-\\d{3}',
    '(?:-[A-Z]\\d){2}',
    '[(a+)+]x',
    '\\(a+\\)+',
    '(a+)?b',
    'a{2}(b)+',
  ])('may be %s', (pattern) => {
    expect(parseConfig(`version: 1\nstory:\n  pattern: '${pattern}'`).story.pattern).toBe(pattern);
  });
});
