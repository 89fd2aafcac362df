import { describe, expect, it } from 'vitest';
import { asksForMore, dependsOnPull, type SessionRoute } from '../../src/routing/route-difference.ts';

const HELD: SessionRoute = {
  session_type: 'pr_review',
  depth: 'light',
  experts: ['ops', 'architect'],
  models: { chair: 'mistral:mistral-large-latest' },
};

describe('a route that is compared with the session that was held', () => {
  it.each<[behaviour: string, now: Partial<SessionRoute>]>([
    ['another type of session', { session_type: 'plan_review' }],
    ['a deeper look', { depth: 'full' }],
    ['one more expert', { experts: ['architect', 'ops', 'crypto-trader'] }],
    ['another expert in the place of one', { experts: ['ops', 'crypto-trader'] }],
    ['all experts', { experts: null }],
    ['another model', { models: { chair: 'google:gemini-2.5-pro' } }],
    ['a model where none was named', { models: { first: 'google:gemini-2.5-pro' } }],
  ])('asks for more with %s', (_, now) => {
    expect(asksForMore({ ...HELD, ...now }, HELD)).toBe(true);
  });

  it.each<[behaviour: string, now: Partial<SessionRoute>, held: Partial<SessionRoute>]>([
    ['the same experts in another order', { experts: ['architect', 'ops'] }, {}],
    ['fewer experts', { experts: ['ops'] }, {}],
    ['no session at all', { depth: 'skip', session_type: 'plan_review', experts: null }, {}],
    ['a lighter look by some where all looked', {}, { depth: 'full', experts: null }],
    ['no model of its own', { models: {} }, {}],
  ])('asks for no more with %s', (_, now, held) => {
    expect(asksForMore({ ...HELD, ...now }, { ...HELD, ...held })).toBe(false);
  });

  it('asks for more than nothing where no session was held', () => {
    expect(asksForMore(HELD, { ...HELD, depth: 'skip' })).toBe(true);
  });
});

describe('a row', () => {
  it('depends on the pull request where it asks for labels, title or base, whatever else it asks for', () => {
    const depending = [{ labels: ['risk'] }, { title: 'x', paths: ['a'] }, { base: ['main'] }];

    expect(depending.map((when) => dependsOnPull({ when }))).toEqual([true, true, true]);
    expect(dependsOnPull({ when: { paths: ['a'], size: { lines: 3 } } })).toBe(false);
  });
});
