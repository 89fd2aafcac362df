import { describe, expect, it } from 'vitest';
import { listDissent } from '../../src/committee/dissent.ts';
import type { Finding, Standing } from '../../src/committee/finding.ts';
import type { SeatRecord } from '../../src/committee/session.ts';
import { confirmed, models, refuted, someFinding, someRaise, someRecord, stated, unsourced } from './some-finding.ts';

const heard = (overrides: Partial<SeatRecord>) => someRecord('ops/first', overrides);

describe('dissent about claims', () => {
  it.each<[what: string, standing: Standing, told: string]>([
    ['refuted', refuted, `It is wrong. Refuted by ${models.second}: It is a label.`],
    [
      'not examined',
      { kind: 'unanswered', why: 'the budget stops here' },
      'It is wrong. Not examined: the budget stops here.',
    ],
    ['unsourced', unsourced, 'It is wrong. Unsourced, it counts for nothing: it quotes nothing.'],
  ])('lists a claim that is %s with who made it', (_, standing, told) => {
    expect(listDissent([someFinding({ standing })], [])).toEqual([`F-00000001 (major, ops/first): ${told}`]);
  });

  it.each<[what: string, standing: Standing]>([
    ['confirmed', confirmed],
    ['stated', stated],
  ])('has nothing to say of a claim that is %s', (_, standing) => {
    expect(listDissent([someFinding({ standing })], [])).toEqual([]);
  });

  it('ends every sentence once', () => {
    const finding = someFinding({
      claim: 'Is it causal?',
      standing: { kind: 'refuted', model: models.second, independent: true, why: 'It is, see line 3' },
    });

    expect(listDissent([finding], [])).toEqual([
      `F-00000001 (major, ops/first): Is it causal? Refuted by ${models.second}: It is, see line 3.`,
    ]);
  });

  it('says who gave a finding another weight', () => {
    const raised_by = [
      someRaise('ops/first', { severity: 'blocker' }),
      someRaise('ops/second'),
      someRaise('architect/second', { severity: 'note' }),
    ];
    const finding: Finding = someFinding({ severity: 'blocker', raised_by });

    expect(listDissent([finding], [])).toEqual([
      'F-00000001 stands as blocker; ops/second called it major, architect/second called it note.',
    ]);
  });
});

describe('dissent between seats', () => {
  it('names the skills whose two models oppose each other', () => {
    const seats = [
      someRecord('ops/first', { stance: 'reject' }),
      someRecord('ops/second'),
      someRecord('architect/first', { stance: 'accept_with_changes' }),
      someRecord('architect/second', { stance: 'reject' }),
    ];

    expect(listDissent([], seats)).toEqual([`ops: ${models.second} accepts, ${models.first} rejects.`]);
  });

  it.each<[when: string, seats: readonly SeatRecord[], told: number]>([
    ['one heard seat scores under 4', [heard({ score: 3.9 }), someRecord('ops/second')], 1],
    ['the score is 4', [heard({ score: 4 }), someRecord('ops/second')], 0],
    ['two seats score under 4', [heard({ score: 3 }), someRecord('ops/second', { score: 2 })], 0],
    ['the low score is that of an abstention', [heard({ score: 0, standing: 'abstained', stance: 'abstain' })], 0],
    [
      'an abstention scores low beside it',
      [heard({ score: 3 }), someRecord('ops/second', { score: 0, standing: 'abstained', stance: 'abstain' })],
      1,
    ],
    ['a seat was not heard', [heard({ score: null, stance: null, standing: 'failed' })], 0],
  ])('points out a lone low score only: %s', (_, seats, told) => {
    expect(listDissent([], seats)).toHaveLength(told);
  });

  it('names the seat and its score', () => {
    expect(listDissent([], [heard({ score: 3 })])).toEqual([
      'ops/first alone scores 3 of 10: a blind spot of the dossier or a deep disagreement.',
    ]);
  });
});
