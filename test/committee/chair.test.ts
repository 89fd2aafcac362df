import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupFindings, parseMinutes } from '../../src/committee/chair.ts';
import type { Finding } from '../../src/committee/finding.ts';
import { compareFindings } from '../../src/committee/findings.ts';
import { confirmed, idOf, refuted, someFinding, stated, unanswered } from './some-finding.ts';

const findings = [1, 2, 3, 4].map((number) => someFinding({ id: idOf(number), place: null }));

/** The groups as lists of the numbers in their ids, the lead first. */
function groups(
  said: readonly (readonly string[])[],
  some: readonly Finding[] = findings,
): readonly (readonly number[])[] {
  return groupFindings(some, said).map(({ members }) => members.map(({ id }) => Number.parseInt(id.slice(2), 16)));
}

describe('groupFindings', () => {
  it.each<[behaviour: string, said: readonly (readonly string[])[], expected: readonly (readonly number[])[]]>([
    ['nothing when the chair says nothing', [], [[1], [2], [3], [4]]],
    ['what the chair names, the smallest id first', [[idOf(3), idOf(1)]], [[1, 3], [2], [4]]],
    [
      'several groups',
      [
        [idOf(4), idOf(3)],
        [idOf(1), idOf(2)],
      ],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['without ids that do not exist', [[idOf(1), 'F-ffffffff', 'the leak', idOf(2)]], [[1, 2], [3], [4]]],
    ['an id named twice in one group once', [[idOf(1), idOf(1), idOf(2)]], [[1, 2], [3], [4]]],
    [
      'an id named twice into its first group',
      [
        [idOf(1), idOf(2)],
        [idOf(2), idOf(3), idOf(4)],
      ],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['a lone id not, so that a later group may have it', [[idOf(1)], [idOf(1), idOf(2)]], [[1, 2], [3], [4]]],
    [
      'a lone known id not',
      [
        [idOf(1), 'F-ffffffff'],
        [idOf(1), idOf(2)],
      ],
      [[1, 2], [3], [4]],
    ],
    ['empty groups not', [[], []], [[1], [2], [3], [4]]],
    ['no prose', [['F-00000001 and F-00000002']], [[1], [2], [3], [4]]],
  ])('groups %s', (_, said, expected) => {
    expect(groups(said)).toEqual(expected);
  });

  it.each<[what: string, other: Partial<Finding>]>([
    ['standing', { standing: unanswered }],
    ['weight', { severity: 'blocker' }],
  ])('never groups findings of different %s', (_, other) => {
    const some = [someFinding({ id: idOf(1) }), someFinding({ id: idOf(2), ...other }), someFinding({ id: idOf(3) })];

    const found = groups([[idOf(1), idOf(2), idOf(3)]], some);

    expect(found).toHaveLength(2);
    expect(found).toContainEqual([1, 3]);
  });

  it('stands heaviest first', () => {
    const some = [
      someFinding({ id: idOf(1), severity: 'note', standing: stated }),
      someFinding({ id: idOf(2), severity: 'blocker' }),
    ];

    expect(groups([], some)).toEqual([[2], [1]]);
  });

  it('loses and doubles nothing, and changes no finding', () => {
    const anyFinding = fc.record({
      severity: fc.constantFrom('blocker', 'major', 'minor' as const),
      standing: fc.constantFrom(confirmed, refuted, unanswered),
    });
    const anyFindings = fc
      .array(anyFinding, { maxLength: 12 })
      .map((some) => some.map((facts, at) => someFinding({ id: idOf(at), ...facts })));
    const anyGroups = fc.array(fc.array(fc.oneof(fc.nat(14).map(idOf), fc.string()), { maxLength: 6 }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(anyFindings, anyGroups, (some, said) => {
        const found = groupFindings(some, said);

        expect(found.flatMap(({ members }) => members).toSorted(compareFindings)).toEqual(
          some.toSorted(compareFindings),
        );
        for (const { lead, members } of found) {
          expect(members.map(({ id }) => id)).toEqual(members.map(({ id }) => id).toSorted());
          expect(lead).toBe(members[0]);
          expect(new Set(members.map(({ severity, standing }) => `${severity} ${standing.kind}`)).size).toBe(1);
        }
      }),
    );
  });
});

describe('parseMinutes', () => {
  const minutes = {
    summary: 'The label leaks.',
    groups: [[idOf(1), idOf(2)]],
    agreement: ['Both models see the leak.'],
    recommendations: [{ text: 'Shift back.', findings: [idOf(1)] }],
    adr_impact: null,
    test_impact: null,
    ml_impact: 'The F1 is void.',
    trading_impact: null,
  };

  it('reads words and groups', () => {
    expect(parseMinutes(JSON.stringify(minutes))).toEqual({ kind: 'valid', value: minutes });
  });

  it.each<[what: string, overrides: object, error: RegExp]>([
    ['a status of its own', { status: 'ACCEPTED' }, /status/],
    ['an empty summary', { summary: '' }, /^summary: /],
    ['a missing impact', { ml_impact: undefined }, /^ml_impact: /],
    ['groups that are no lists', { groups: [idOf(1)] }, /^groups\.0: /],
    [
      'a recommendation without findings',
      { recommendations: [{ text: 'Shift back.' }] },
      /^recommendations\.0\.findings: /,
    ],
  ])('refuses %s', (_, overrides, error) => {
    expect(parseMinutes(JSON.stringify({ ...minutes, ...overrides }))).toMatchObject({
      kind: 'invalid',
      errors: [expect.stringMatching(error)],
    });
  });
});
