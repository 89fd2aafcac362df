import { describe, expect, it } from 'vitest';
import type { Finding, Standing } from '../../../src/committee/finding.ts';
import { joinFinding } from '../../../src/committee/ledger/joined-finding.ts';
import type { Severity } from '../../../src/kernel/severity.ts';
import { confirmed, refuted, someFinding, someRaise, stated, unanswered, unsourced } from '../some-finding.ts';

type Weighed = readonly [Severity, Standing];

function some([severity, standing]: Weighed, overrides: Partial<Finding> = {}): Finding {
  return someFinding({ severity, standing, claim: `As ${severity}.`, ...overrides });
}

describe('a finding that is raised again', () => {
  it.each<[was: Weighed, now: Weighed, joined: Weighed]>([
    [
      ['major', confirmed],
      ['blocker', confirmed],
      ['blocker', confirmed],
    ],
    [
      ['blocker', confirmed],
      ['major', confirmed],
      ['blocker', confirmed],
    ],
    [
      ['major', confirmed],
      ['major', unanswered],
      ['major', confirmed],
    ],
    [
      ['major', confirmed],
      ['blocker', unanswered],
      ['blocker', unanswered],
    ],
    [
      ['blocker', confirmed],
      ['major', unanswered],
      ['blocker', confirmed],
    ],
    [
      ['major', confirmed],
      ['minor', stated],
      ['major', confirmed],
    ],
    [
      ['major', confirmed],
      ['blocker', refuted],
      ['major', confirmed],
    ],
    [
      ['major', confirmed],
      ['major', refuted],
      ['major', confirmed],
    ],
    [
      ['major', confirmed],
      ['blocker', unsourced],
      ['major', confirmed],
    ],
    [
      ['major', unanswered],
      ['major', confirmed],
      ['major', confirmed],
    ],
    [
      ['blocker', unanswered],
      ['major', confirmed],
      ['blocker', unanswered],
    ],
    [
      ['major', unanswered],
      ['blocker', unanswered],
      ['blocker', unanswered],
    ],
    [
      ['major', unanswered],
      ['note', stated],
      ['major', unanswered],
    ],
    [
      ['major', unanswered],
      ['major', refuted],
      ['major', refuted],
    ],
    [
      ['major', unanswered],
      ['blocker', refuted],
      ['major', unanswered],
    ],
    [
      ['blocker', unanswered],
      ['major', refuted],
      ['blocker', unanswered],
    ],
    [
      ['major', unanswered],
      ['major', unsourced],
      ['major', unanswered],
    ],
    [
      ['minor', stated],
      ['major', confirmed],
      ['major', confirmed],
    ],
    [
      ['minor', stated],
      ['major', unanswered],
      ['major', unanswered],
    ],
    [
      ['note', stated],
      ['minor', stated],
      ['minor', stated],
    ],
    [
      ['minor', stated],
      ['note', stated],
      ['minor', stated],
    ],
    [
      ['minor', stated],
      ['blocker', refuted],
      ['minor', stated],
    ],
    [
      ['minor', stated],
      ['blocker', unsourced],
      ['minor', stated],
    ],
    [
      ['blocker', refuted],
      ['major', confirmed],
      ['major', confirmed],
    ],
  ])('was %j, is %j, and stands as %j', (was, now, [severity, standing]) => {
    const joined = joinFinding(some(was), some(now));

    expect(joined).toMatchObject({ severity, standing });
  });

  it('waits as the lighter candidate that a seat had raised when the heavier one is refuted', () => {
    const raised_by = [
      someRaise('ops/first', { severity: 'blocker' }),
      someRaise('architect/first', { severity: 'major', claim: 'It costs.' }),
    ];

    const joined = joinFinding(some(['blocker', unanswered], { raised_by }), some(['blocker', refuted]));

    expect(joined).toMatchObject({
      severity: 'major',
      claim: 'It costs.',
      standing: { kind: 'unanswered', why: 'as blocker it was refuted; nobody examined it as major' },
    });
  });

  it('keeps id, place and words until a heavier claim is confirmed', () => {
    const was = some(['major', confirmed]);
    const again = some(['major', confirmed], { id: 'F-00000002', claim: 'In other words.', place: null });
    const heavier = some(['blocker', confirmed], { id: 'F-00000002', claim: 'It blocks.', place: null });

    expect(joinFinding(was, again)).toEqual(was);
    expect(joinFinding(was, heavier)).toMatchObject({ id: was.id, place: was.place, claim: 'It blocks.' });
  });

  it('keeps one claim of each seat and weight', () => {
    const raised_by = ['ops/first', 'ops/second'].map((seat) => someRaise(seat, { claim: 'Again.' }));

    const joined = joinFinding(some(['major', confirmed]), some(['major', confirmed], { raised_by }));

    expect(joined.raised_by).toEqual([someRaise('ops/first'), someRaise('ops/second', { claim: 'Again.' })]);
  });
});
