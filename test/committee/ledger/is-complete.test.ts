import { describe, expect, it } from 'vitest';
import { isComplete } from '../../../src/committee/ledger/is-complete.ts';
import type { Hearing } from '../../../src/committee/verdict.ts';
import { confirmed, someFinding, unanswered } from '../some-finding.ts';

const heard: Hearing = {
  findings: [],
  seats: [
    { skill: 'ops', standing: 'heard' },
    { skill: 'ops', standing: 'heard' },
    { skill: 'architect', standing: 'abstained' },
    { skill: 'architect', standing: 'failed' },
  ],
  needed: 3,
  coverage: { share: 0.9, required: 0.9 },
  rehearsalCovers: null,
  stopped: null,
};

describe('a complete review', () => {
  it('is one in which enough was heard and read', () => {
    expect(isComplete(heard)).toBe(true);
  });

  it('may have found a blocker', () => {
    expect(isComplete({ ...heard, findings: [someFinding({ severity: 'blocker', standing: confirmed })] })).toBe(true);
  });

  it.each([
    ['too few seats were heard', { needed: 4 }],
    ['a skill was not heard', { seats: [...heard.seats, { skill: 'ml-engineer', standing: 'failed' }] }],
    ['too little was read', { coverage: { share: 0.89, required: 0.9 } }],
    ['a weighty claim waits', { findings: [someFinding({ severity: 'major', standing: unanswered })] }],
    ['all abstained', { seats: heard.seats.map((seat) => ({ ...seat, standing: 'abstained' as const })) }],
    ['a seat had more to say', { seats: heard.seats.map((seat) => ({ ...seat, unsaid: true })) }],
    ['a rehearsal covers nothing', { rehearsalCovers: false }],
    ['it was stopped', { stopped: { what: 'it is too long', remedy: 'split it' } }],
  ] satisfies [string, Partial<Hearing>][])('is none when %s', (_, differs) => {
    expect(isComplete({ ...heard, ...differs })).toBe(false);
  });

  it('is none when a blocker is confirmed beside a claim that waits', () => {
    const findings = [
      someFinding({ severity: 'blocker', standing: confirmed }),
      someFinding({ id: 'F-00000002', severity: 'major', standing: unanswered }),
    ];

    expect(isComplete({ ...heard, findings })).toBe(false);
  });
});
