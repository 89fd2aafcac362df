import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/committee/finding.ts';
import { type Hearing, ruleOn, type VerdictStatus } from '../../src/committee/verdict.ts';
import { VerdictCode } from '../../src/kernel/verdict-code.ts';
import { confirmed, idOf, refuted, someFinding, stated, unanswered, unsourced } from './some-finding.ts';

const heard = (skill: string) => ({ skill, standing: 'heard' as const });
const abstained = (skill: string) => ({ skill, standing: 'abstained' as const });
const failed = (skill: string) => ({ skill, standing: 'failed' as const });
const seats = ['ml-engineer', 'data-scientist', 'crypto-trader', 'architect', 'ops'].flatMap((skill) => [
  heard(skill),
  heard(skill),
]);

function hearing(overrides: Partial<Hearing> = {}): Hearing {
  return {
    findings: [],
    seats,
    needed: 8,
    coverage: { share: 1, required: 0.9 },
    rehearsalCovers: null,
    stopped: null,
    ...overrides,
  };
}

const blocker = someFinding({ id: idOf(1), severity: 'blocker', code: 'DATA_LEAKAGE' });
const major = someFinding({ id: idOf(2), code: 'TRADING_RISK' });
const withStanding = (finding: Finding, standing: Finding['standing']): Finding => ({ ...finding, standing });
const noQuorum = { seats: [...seats.slice(0, 7), ...seats.slice(7).map(({ skill }) => failed(skill))] };
const rules: Readonly<Record<string, Partial<Hearing>>> = {
  'too few seats heard': noQuorum,
  'a skill not heard': { seats: [failed('ops'), failed('ops'), ...seats.slice(0, 8)] },
  'coverage below the share': { coverage: { share: 0.899, required: 0.9 } },
  'an unanswered blocker': { findings: [withStanding(blocker, unanswered)] },
  'an unanswered major': { findings: [withStanding(major, unanswered)] },
  'only abstentions': { seats: seats.map(({ skill }) => abstained(skill)) },
  'a rehearsal without a covered file': { rehearsalCovers: false },
};

describe('the rule table', () => {
  it.each<[name: string, hearing: Partial<Hearing>, status: VerdictStatus]>([
    ['nothing found', {}, 'ACCEPTED'],
    ['a confirmed minor', { findings: [someFinding({ severity: 'minor' })] }, 'ACCEPTED'],
    ['a stated note', { findings: [someFinding({ severity: 'note', standing: stated })] }, 'ACCEPTED'],
    ['a confirmed major', { findings: [major] }, 'ACCEPTED_WITH_CHANGES'],
    ['a confirmed blocker', { findings: [blocker] }, 'REJECTED'],
    ['a confirmed blocker and a major', { findings: [major, blocker] }, 'REJECTED'],
    ['a refuted blocker', { findings: [withStanding(blocker, refuted)] }, 'ACCEPTED'],
    [
      'a refuted blocker and a confirmed major',
      { findings: [withStanding(blocker, refuted), major] },
      'ACCEPTED_WITH_CHANGES',
    ],
    ['an unsourced blocker', { findings: [withStanding(blocker, unsourced)] }, 'ACCEPTED'],
    ['an unanswered minor', { findings: [someFinding({ severity: 'minor', standing: unanswered })] }, 'ACCEPTED'],
    ['coverage at the share', { coverage: { share: 18 / 20, required: 0.9 } }, 'ACCEPTED'],
    ['coverage above the share', { coverage: { share: 0.95, required: 0.9 } }, 'ACCEPTED'],
    [
      'one abstention a skill',
      { seats: seats.map(({ skill }, index) => (index % 2 ? abstained(skill) : heard(skill))) },
      'ACCEPTED',
    ],
    [
      'all but one abstaining',
      { seats: [heard('ops'), ...seats.slice(0, 9).map(({ skill }) => abstained(skill))] },
      'ACCEPTED',
    ],
    [
      'two failed seats of different skills',
      { seats: [...seats.slice(1, 9), failed('ml-engineer'), failed('ops')] },
      'ACCEPTED',
    ],
    ['a rehearsal with a covered file', { rehearsalCovers: true }, 'ACCEPTED'],
    [
      'a confirmed major and an unanswered one',
      { findings: [major, withStanding({ ...major, id: idOf(3) }, unanswered)] },
      'INCONCLUSIVE',
    ],
    ['no seat at all', { seats: [], needed: 0 }, 'INCONCLUSIVE'],
    ['one skill, not heard, no quorum asked for', { seats: [failed('ops'), failed('ops')], needed: 0 }, 'INCONCLUSIVE'],
    ...Object.entries(rules).map(([name, facts]): [string, Partial<Hearing>, VerdictStatus] => [
      name,
      facts,
      'INCONCLUSIVE',
    ]),
  ])('%s', (_, facts, status) => {
    expect(ruleOn(hearing(facts)).status).toBe(status);
  });

  it.each(Object.entries(rules))('rejects for a confirmed blocker in spite of %s', (_, facts) => {
    const ruling = ruleOn(hearing({ ...facts, findings: [...(facts.findings ?? []), { ...blocker, id: idOf(9) }] }));

    expect(ruling).toMatchObject({ status: 'REJECTED', code: 'DATA_LEAKAGE', missing: [] });
  });

  it.each(Object.entries(rules))('does not decide on a confirmed major with %s', (_, facts) => {
    const ruling = ruleOn(hearing({ ...facts, findings: [...(facts.findings ?? []), { ...major, id: idOf(9) }] }));

    expect(ruling).toMatchObject({ status: 'INCONCLUSIVE', code: 'INSUFFICIENT_EVIDENCE' });
    expect(ruling.changes.map(({ id }) => id)).toEqual([idOf(9)]);
  });

  it('sends a change of which nobody read a line to a person, since no smaller one would be read either', () => {
    const { missing } = ruleOn(hearing({ coverage: { share: 0, required: 0.9 } }));

    expect(missing[0]?.remedy).toContain('what is only listed, such as a lock file, is for a person to read');
  });

  it('names everything that is missing, each with a remedy', () => {
    const findings = [withStanding(blocker, unanswered), withStanding(major, unanswered)];
    const coverage = { share: 0.29, required: 0.905 };

    const seats = noQuorum.seats.map((seat, index) => ({ ...seat, unsaid: index === 0 }));

    const { missing, reason } = ruleOn(hearing({ ...noQuorum, seats, findings, coverage, rehearsalCovers: false }));

    expect(missing.map(({ what }) => what)).toEqual([
      '7 of 10 seats were heard, 8 are needed',
      'no seat of ops was heard',
      '29 % of the changed implementation lines were read, 90.5 % are needed',
      `2 weighty claims were not examined by the other model (${idOf(1)}, ${idOf(2)})`,
      `${seats[0]?.skill} could not report all findings: there are too many, or the budget ended`,
      'no evidence rule reads any file of this input, and a rehearsal asks no model',
    ]);
    expect(missing.every(({ remedy }) => remedy !== '')).toBe(true);
    expect(reason).toBe(`Not decided: ${missing.map(({ what }) => what).join('; ')}.`);
  });

  it.each([
    [0.899_99, '89.9 %'],
    [0.57, '57 %'],
    [0, '0 %'],
    [2 / 3, '66.6 %'],
  ])('never rounds a share of %s up', (share, words) => {
    expect(ruleOn(hearing({ coverage: { share, required: 0.9 } })).missing[0]?.what).toContain(
      `${words} of the changed`,
    );
  });

  it.each<[names: string, findings: readonly Finding[], reason: string]>([
    ['nothing', [], 'No blocker and no major finding is confirmed.'],
    ['one major', [major], '1 major finding is confirmed, no blocker.'],
    ['two blockers and a major', [blocker, { ...blocker, id: idOf(7) }, major], '2 blockers are confirmed.'],
  ])('gives the reason for %s', (_, findings, reason) => {
    expect(ruleOn(hearing({ findings })).reason).toBe(reason);
  });
});

describe('the code of a verdict', () => {
  const codes = VerdictCode.options.filter((code) => code !== 'OK' && code !== 'INSUFFICIENT_EVIDENCE');

  it('is OK when nothing is confirmed', () => {
    const findings = [
      withStanding(blocker, refuted),
      withStanding(major, unsourced),
      someFinding({ standing: stated }),
    ];

    expect(ruleOn(hearing({ findings })).code).toBe('OK');
  });

  it('is that of the heaviest confirmed finding, not of the first', () => {
    const findings = [
      someFinding({ code: 'METHODOLOGY_FLAW' }),
      someFinding({ severity: 'blocker', code: 'SCOPE_MISMATCH' }),
    ];

    expect(ruleOn(hearing({ findings })).code).toBe('SCOPE_MISMATCH');
  });

  it('may stand on an accepted verdict', () => {
    const findings = [someFinding({ severity: 'minor', code: 'COST_RISK', standing: confirmed })];

    expect(ruleOn(hearing({ findings }))).toMatchObject({ status: 'ACCEPTED', code: 'COST_RISK' });
  });

  it.each(codes.slice(1).map((code, index) => [codes[index] ?? code, code] as const))(
    'is %s rather than %s among equals, in whatever order they were found',
    (earlier, later) => {
      const findings = [someFinding({ code: later }), someFinding({ code: earlier })];

      expect(ruleOn(hearing({ findings })).code).toBe(earlier);
      expect(ruleOn(hearing({ findings: findings.toReversed() })).code).toBe(earlier);
    },
  );
});
