import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { hashConfig } from '../../src/config/config-hash.ts';

const hashOf = (text: string | null) => hashConfig(parseConfig(text));

describe('the hash of a configuration', () => {
  it.each([
    { text: 'version: 1', why: 'nothing is set' },
    { text: '# words\nversion: 1\n', why: 'there are comments' },
    { text: 'version: 1\nbots: [dependabot, github-actions, renovate]', why: 'a default is spelled out' },
    { text: 'waiver: { min_reason: 20, label: guardrails-waiver }\nversion: 1', why: 'the order differs' },
  ])('is that of no file when $why', ({ text }) => {
    expect(hashOf(text)).toBe(hashOf(null));
  });

  it.each([
    { text: 'committee: { budget_usd: 3 }', why: 'a value differs' },
    { text: 'bots: [renovate, github-actions, dependabot]', why: 'a list has another order' },
    { text: 'gates: { g3: {} }', why: 'a gate is woken' },
  ])('is another when $why', ({ text }) => {
    expect(hashOf(`version: 1\n${text}`)).not.toBe(hashOf(null));
  });

  it('does not depend on where the routing rows stand', () => {
    const rows = 'routing: [{ id: a, when: {}, then: { depth: full } }]';

    expect(hashOf(`version: 1\n${rows}`)).toBe(hashOf(`# words\nversion: 1\n\n${rows}`));
    expect(hashOf(`version: 1\n${rows}`)).not.toBe(hashOf('version: 1'));
  });

  it('is 64 hex digits', () => {
    expect(hashOf(null)).toMatch(/^[0-9a-f]{64}$/);
  });
});
