import { describe, expect, it } from 'vitest';
import type { Minutes } from '../../src/committee/chair.ts';
import type { SeatRecord } from '../../src/committee/session.ts';
import { Verdict } from '../../src/committee/verdict.ts';
import { type VerdictInput, writeVerdict } from '../../src/committee/write-verdict.ts';
import { idOf, models, refuted, someFinding, someRecord } from './some-finding.ts';

const skills = ['ml-engineer', 'data-scientist', 'crypto-trader', 'architect', 'ops'];
const seats = skills.flatMap((skill) => [someRecord(`${skill}/first`), someRecord(`${skill}/second`)]);

function input(overrides: Partial<VerdictInput> = {}): VerdictInput {
  return {
    sessionType: 'pr_review',
    findings: [],
    seats,
    seatsNeeded: 8,
    coverage: { share: 1, required: 0.9 },
    rehearsalCovers: null,
    stopped: null,
    minutes: null,
    ...overrides,
  };
}

function minutes(overrides: Partial<Minutes> = {}): Minutes {
  const silent = { adr_impact: null, test_impact: null, ml_impact: null, trading_impact: null };
  return { summary: 'Sound.', groups: [], agreement: [], recommendations: [], ...silent, ...overrides };
}

/** The seats with another record in the place of some. */
const seatsWith = (overrides: Readonly<Record<string, Partial<SeatRecord>>>) =>
  seats.map((seat) => ({ ...seat, ...overrides[seat.seat] }));

const leak = someFinding({ id: idOf(1), severity: 'blocker', code: 'DATA_LEAKAGE', recommendation: 'Shift back.' });
const fee = someFinding({ id: idOf(2), recommendation: ' ', claim: 'Fees are zero.' });

describe('writeVerdict', () => {
  it('writes a whole verdict, advisory and for a person to decide', () => {
    const verdict = writeVerdict(input({ findings: [leak, fee] }));

    expect(Verdict.parse(verdict)).toEqual(verdict);
    expect(verdict).toMatchObject({
      session_type: 'pr_review',
      status: 'REJECTED',
      code: 'DATA_LEAKAGE',
      consensus_strength: 'strong',
      blockers: [idOf(1)],
      changes: [idOf(2)],
      advisory_only: true,
      human_review_required: true,
    });
  });

  it('takes words from the chair and nothing else', () => {
    const agreement = ['Everybody accepts.'];

    const verdict = writeVerdict(
      input({
        findings: [leak],
        minutes: minutes({ summary: 'ACCEPTED, no blocker.', agreement, groups: [[idOf(1)]] }),
      }),
    );

    expect(verdict).toMatchObject({ status: 'REJECTED', blockers: [idOf(1)], areas_of_agreement: agreement });
  });

  it('lists what was not confirmed as dissent', () => {
    const { areas_of_dissent } = writeVerdict(input({ findings: [{ ...leak, standing: refuted }] }));

    expect(areas_of_dissent).toEqual([expect.stringContaining('Refuted by')]);
  });
});

describe('the recommendations', () => {
  it('are those of the chair, each with the findings it knows, once', () => {
    const recommendations = [
      { text: 'Shift back.', findings: [idOf(1), 'F-ffffffff', idOf(1)] },
      { text: 'Talk to the team.', findings: ['F-ffffffff'] },
      { text: ' ', findings: [idOf(1)] },
    ];

    expect(writeVerdict(input({ findings: [leak], minutes: minutes({ recommendations }) })).recommendations).toEqual([
      `Shift back. (${idOf(1)})`,
      'Talk to the team.',
    ]);
  });

  it.each([
    ['the chair did not answer', null],
    ['the chair gives none', minutes()],
  ])('are those of the confirmed findings when %s', (_, said) => {
    expect(writeVerdict(input({ findings: [leak, fee], minutes: said })).recommendations).toEqual([
      `Shift back. (${idOf(1)})`,
      `Fees are zero. (${idOf(2)})`,
    ]);
  });
});

describe('the consensus', () => {
  it.each<[when: string, overrides: Readonly<Record<string, Partial<SeatRecord>>>, strength: string]>([
    ['nobody differs', {}, 'strong'],
    ['a seat fell back to the other model of its skill', { 'ops/first': { answered_by: models.second } }, 'weak'],
    [
      'the models of a skill changed places',
      { 'ops/first': { answered_by: models.second }, 'ops/second': { answered_by: models.first } },
      'strong',
    ],
    [
      'a seat fell back and the other seat of its skill is silent',
      {
        'ops/first': { answered_by: models.second },
        'ops/second': { answered_by: null, stance: null, standing: 'failed' },
      },
      'strong',
    ],
    ['a failed seat has no stance', { 'ops/first': { answered_by: null, stance: null, standing: 'failed' } }, 'strong'],
    [
      'three skills are opposed',
      {
        'ops/first': { stance: 'reject' },
        'architect/first': { stance: 'reject' },
        'ml-engineer/second': { stance: 'reject' },
      },
      'split',
    ],
  ])('is judged when %s', (_, overrides, strength) => {
    expect(writeVerdict(input({ seats: seatsWith(overrides) })).consensus_strength).toBe(strength);
  });
});
