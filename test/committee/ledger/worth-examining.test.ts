import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/committee/finding.ts';
import type { LedgerState } from '../../../src/committee/ledger/entry.ts';
import { stillWaiting, worthExamining } from '../../../src/committee/ledger/worth-examining.ts';
import { someFinding } from '../some-finding.ts';
import { changedLines, locatedAt, someEntry, somePlace, someRound, someRuling } from './some-ledger.ts';

const unanswered = { kind: 'unanswered', why: 'nobody examined it' } as const;
const known = someFinding({ id: 'F-0000000a', place: somePlace() });
const fresh = (overrides: Partial<Finding> = {}) =>
  someFinding({
    id: 'F-0000000b',
    place: somePlace({ quote: 'tax = 0', line: 40, end_line: 40 }),
    standing: unanswered,
    claim: 'The tax is never paid.',
    ...overrides,
  });
const again = (overrides: Partial<Finding> = {}) =>
  someFinding({ ...known, standing: unanswered, claim: 'The tax is never paid.', ...overrides });

function isWorth(raised: Finding, state: LedgerState, changed: readonly number[] = []): boolean {
  const round = someRound({
    changed: changedLines('src/run.py', ...changed),
    located: locatedAt([[known, changed.length > 0 ? 'changed' : 'unchanged']]),
  });
  return worthExamining([someEntry(known, { state })], round)(raised);
}

describe('a claim is put to the other model', () => {
  it.each<[string, Finding, LedgerState, readonly number[]]>([
    ['when it is new on changed lines', fresh(), 'open', [40]],
    ['when it would block on cleared lines', fresh({ severity: 'blocker' }), 'open', []],
    ['when it weighs more than what is confirmed', again({ severity: 'blocker' }), 'open', []],
    [
      'when it is a blocker on other code that a person dismissed as less',
      again({ severity: 'blocker', place: somePlace({ quote: 'fee = 0.0' }), same_as: known.id }),
      'dismissed',
      [10],
    ],
  ])('%s', (_when, raised, state, changed) => {
    expect(isWorth(raised, state, changed)).toBe(true);
  });

  it.each<[string, Finding, LedgerState]>([
    ['a light one on cleared lines', fresh(), 'open'],
    ['what is confirmed already', again(), 'open'],
    ['a copy of what a person dismissed', again(), 'dismissed'],
    ['a light copy of what was fixed', again(), 'fixed'],
  ])('but not %s', (_what, raised, state) => {
    expect(isWorth(raised, state)).toBe(false);
  });
});

describe('an earlier claim that nobody examined', () => {
  const waiting = someEntry(someFinding({ ...known, standing: unanswered }));
  const wait = (
    kind: 'unchanged' | 'changed' | 'gone',
    raised: readonly Finding[] = [],
    answer: 'fixed' | 'stands' | null = null,
  ) =>
    stillWaiting(
      [waiting],
      { raised, rulings: answer === null ? [] : [someRuling(known.id, { answer })] },
      someRound({ located: locatedAt([[known, kind]]) }),
    );

  it('is examined where its code stands', () => {
    expect(wait('unchanged')).toMatchObject([{ id: known.id, place: { line: 10 } }]);
  });

  it('is examined on its new lines when a seat says that it stands', () => {
    expect(wait('changed', [], 'stands')).toMatchObject([{ id: known.id }]);
  });

  it.each([
    ['when its seats call it fixed', wait('changed', [], 'fixed')],
    ['when its file is gone', wait('gone')],
    ['when it was raised again, since it is examined as such', wait('unchanged', [again()])],
  ])('is left alone %s', (_when, examined) => {
    expect(examined).toEqual([]);
  });
});
