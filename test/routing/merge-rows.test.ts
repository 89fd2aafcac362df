import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowThen } from '../../src/config/routing-config.ts';
import { depthOf, mergeRows } from '../../src/routing/merge-rows.ts';
import { KNOWN, matchedIn, refusal, routeBy } from './stage.ts';

const all = (then: string, id = 'row') => `{ id: ${id}, when: {}, then: ${then} }`;

describe('rows that match', () => {
  it('are merged: all experts, the deepest depth, the lowest budget, everything that is requested', () => {
    const route = routeBy([
      all('{ depth: light, experts: [ops], budget_usd: 1.5, teams: [acme/risk], labels: [a] }', 'one'),
      all('{ depth: full, experts: [architect], budget_usd: 0.5, reviewers: [ada], labels: [b, a] }', 'two'),
      all('{ depth: skip }', 'three'),
    ]);

    expect(route).toMatchObject({
      session_type: 'pr_review',
      depth: 'full',
      experts: ['architect', 'ops'],
      budget_usd: 0.5,
      reviewers: ['ada'],
      teams: ['acme/risk'],
      labels: ['a', 'b'],
    });
    expect(matchedIn(route)).toEqual(['one', 'two', 'three']);
  });

  it.each([
    ['no row at all', ['{ id: a, when: { labels: [x] }, then: { depth: skip } }'], 'full', null],
    ['only labels', [all('{ labels: [a] }')], 'full', null],
    ['only models', [all("{ models: { chair: 'a:b' } }")], 'full', null],
    ['a session alone', [all('{ session: general }')], 'full', null],
    ['experts alone', [all('{ experts: [ops] }')], 'full', ['ops']],
    ['a depth alone', [all('{ depth: light }')], 'light', null],
    [
      'a depth for all beside one for some',
      [all('{ depth: light }', 'a'), all('{ experts: [ops] }', 'b')],
      'full',
      null,
    ],
    [
      'a row that skips beside one that does not',
      [all('{ depth: skip }', 'a'), all('{ depth: light, experts: [ops] }', 'b')],
      'light',
      ['ops'],
    ],
    ['all experts by name', [all(`{ experts: [${KNOWN.experts.join(', ')}] }`)], 'full', null],
    ['experts in another order', [all('{ experts: [ops, ml-engineer] }')], 'full', ['ml-engineer', 'ops']],
  ])('make of %s what the documentation says', (_, rows, depth, experts) => {
    expect(routeBy(rows)).toMatchObject({ depth, experts });
  });

  it('are outweighed by what a person asks for', () => {
    const rows = [all('{ session: general, depth: light, experts: [ops] }')];

    const route = routeBy(rows, { asked: { sessionType: 'plan_review', experts: ['architect'] } });

    expect(route).toMatchObject({ session_type: 'plan_review', experts: ['architect'], depth: 'light' });
  });

  it('skip nothing that a person asks for', () => {
    const rows = [all('{ depth: skip }')];

    expect(routeBy(rows, { asked: { sessionType: null, experts: ['ops'] } }).depth).toBe('full');
    expect(routeBy(rows).depth).toBe('skip');
  });

  it('are refused where they contradict each other, with both rows, what each wants, and what to do', () => {
    const rows = [
      '{ id: plans, when: { paths: [src/**] }, then: { session: plan_review } }',
      '{ id: code, when: { labels: [code] }, then: { session: pr_review } }',
    ];

    const words = refusal(() => routeBy(rows, { labels: ['code'] }));

    expect(words).toBe(
      [
        '.github/conclave.yml:4: two routing rows contradict each other: "plans" (.github/conclave.yml:3) wants session: plan_review, "code" (.github/conclave.yml:4) wants session: pr_review',
        '  expected one session for a change that both rows match',
        '  Give both the same session, or make one of them narrower with only, none or except.',
      ].join('\n'),
    );
    expect(routeBy(rows).session_type).toBe('plan_review');
    expect(routeBy(rows, { labels: ['code'], asked: { sessionType: 'general', experts: null } }).session_type).toBe(
      'general',
    );
  });

  it.each(['first', 'second', 'chair'])('are refused where they want two models for one slot: %s', (slot) => {
    const rows = ['a', 'b'].map(
      (id) => `{ id: ${id}, when: { paths: [src/${id}] }, then: { models: { ${slot}: 'x:${id}' } } }`,
    );
    const files = ['src/a/x', 'src/b/x'].map((path) => ({
      path,
      previousPath: null,
      status: 'added' as const,
      lines: 1,
    }));

    expect(refusal(() => routeBy(rows, { files }))).toContain(`wants models.${slot}: x:a`);
    expect(routeBy(rows, { files: files.slice(0, 1) }).models).toEqual({ [slot]: 'x:a' });
  });
});

/** Leaves out what is undefined, as a parsed row does. */
const compact = (wants: object): RowThen =>
  Object.fromEntries(Object.entries(wants).filter(([, value]) => value !== undefined));

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const wanting = fc
  .record({
    depth: maybe(fc.constantFrom('full' as const, 'light' as const, 'skip' as const)),
    experts: maybe(fc.uniqueArray(fc.constantFrom(...KNOWN.experts), { minLength: 1 })),
    budget_usd: maybe(fc.constantFrom(0.1, 0.5, 2)),
    teams: maybe(fc.uniqueArray(fc.constantFrom('a/b', 'a/c', 'a/d'), { minLength: 1 })),
    labels: maybe(fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 })),
  })
  .map((wants) => ({ wants: compact(wants.depth === 'skip' ? { ...wants, experts: undefined } : wants) }));
const RANK = ['skip', 'light', 'full'];
const sorted = (merged: ReturnType<typeof mergeRows>) => ({
  ...merged,
  teams: merged.teams.toSorted(),
  labels: merged.labels.toSorted(),
});

describe('merging', () => {
  it('does not depend on the order of the rows, but for the order of lists', () => {
    fc.assert(
      fc.property(fc.array(wanting, { maxLength: 6 }), (rows) => {
        expect(sorted(mergeRows(rows.toReversed(), KNOWN))).toEqual(sorted(mergeRows(rows, KNOWN)));
      }),
    );
  });

  it('never gets shallower, dearer or quieter by one more row where a row speaks already', () => {
    fc.assert(
      fc.property(fc.array(wanting, { minLength: 1, maxLength: 5 }), wanting, (rows, more) => {
        fc.pre(rows.some(({ wants }) => depthOf(wants) !== null));
        const [before, after] = [mergeRows(rows, KNOWN), mergeRows([...rows, more], KNOWN)];

        expect(RANK.indexOf(after.depth)).toBeGreaterThanOrEqual(RANK.indexOf(before.depth));
        expect(after.budget_usd ?? 9).toBeLessThanOrEqual(before.budget_usd ?? 9);
        expect(after.teams).toEqual(expect.arrayContaining(before.teams));
        const seated = ({ depth, experts }: typeof before) => (depth === 'skip' ? [] : (experts ?? KNOWN.experts));
        expect(seated(after)).toEqual(expect.arrayContaining([...seated(before)]));
      }),
    );
  });

  it('changes nothing by a row that is there twice', () => {
    fc.assert(
      fc.property(fc.array(wanting, { maxLength: 5 }), (rows) => {
        expect(mergeRows([...rows, ...rows], KNOWN)).toEqual(mergeRows(rows, KNOWN));
      }),
    );
  });
});
