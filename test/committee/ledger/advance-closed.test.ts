import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/committee/finding.ts';
import { advanceLedger } from '../../../src/committee/ledger/advance.ts';
import type { LedgerEntry } from '../../../src/committee/ledger/entry.ts';
import type { ReviewRound } from '../../../src/committee/ledger/review-round.ts';
import { someDisposition } from '../some-disposition.ts';
import { confirmed, someFinding } from '../some-finding.ts';
import { changedLines, HEADS, locatedAt, someEntry, someHit, somePlace, someRound } from './some-ledger.ts';

const finding = someFinding({ place: somePlace(), standing: confirmed });
const dismissal = someDisposition(finding.id, { kind: 'dismissed', head: HEADS[0], reason: 'Paper account.' });
const copy = someFinding({
  id: 'F-0000000c',
  claim: finding.claim,
  place: somePlace({ line: 12, end_line: 12, quote: 'fee = 0  # paper' }),
});
const blocker: Finding = { ...copy, severity: 'blocker' };
const onChanged = { changed: changedLines('src/run.py', 12) };

function follow(entry: Partial<LedgerEntry>, round: Partial<ReviewRound>, known = finding) {
  return advanceLedger([someEntry(known, entry)], someRound(round));
}

describe('a dismissed finding', () => {
  const dismissed = { state: 'dismissed' } as const;
  const dispositions = [dismissal];

  it('is told as dismissed while nobody raises it', () => {
    const { dismissed: lines, findings, entries, changedEntries } = follow(dismissed, { dispositions });

    expect(lines).toMatchObject([
      { id: finding.id, state: 'dismissed', why: 'dismissed by anna-keller: Paper account.' },
    ]);
    expect([findings, changedEntries, entries.length]).toEqual([[], [], 1]);
  });

  it('is closed in the first review after the decision', () => {
    const { entries, events, carried } = follow({}, { dispositions });

    expect(entries).toMatchObject([{ state: 'dismissed' }]);
    expect(events).toMatchObject([{ kind: 'dismissed', actor: 'anna-keller', why: 'Paper account.' }]);
    expect(carried).toEqual([]);
  });

  it.each<[string, Finding, Partial<ReviewRound>]>([
    ['in the same words', finding, { changed: changedLines('src/run.py', 10) }],
    ['in other words about other lines', copy, onChanged],
    ['as a blocker on cleared lines', blocker, {}],
    [
      'as a blocker on the same code, whose lines have moved',
      { ...finding, severity: 'blocker' },
      { changed: changedLines('src/run.py', 10) },
    ],
    [
      'as a blocker in a full review, while its code stands',
      blocker,
      { kind: 'full', changed: null, located: locatedAt([[finding, 'unchanged']]) },
    ],
  ])('is not opened by a copy %s', (_, raised, round) => {
    const { opened, reopened, findings, dropped, events, entries } = follow(dismissed, {
      dispositions,
      raised: [raised],
      ...round,
    });

    expect([opened, reopened, findings, entries.length]).toEqual([[], [], [], 1]);
    expect(dropped).toMatchObject([{ reason: 'copy', of: finding.id, seats: ['ops/first'] }]);
    expect(events).toMatchObject([
      { kind: 'copy-dropped', finding: finding.id, why: 'raised again by ops/first and dropped' },
    ]);
  });

  it.each<[string, Partial<ReviewRound>]>([
    ['changed lines', onChanged],
    [
      'code that is not what it was, in a full review',
      { kind: 'full', changed: null, located: locatedAt([[finding, 'changed']]) },
    ],
  ])('is opened again under its id by a blocker on %s, which overrules the decision', (_, round) => {
    const { reopened, findings, entries, overruled, opened } = follow(dismissed, {
      dispositions,
      raised: [blocker],
      ...round,
    });

    expect([opened, reopened, overruled]).toEqual([[], [finding.id], dispositions]);
    expect(entries).toMatchObject([{ id: finding.id, state: 'open', aliases: [copy.id] }]);
    expect(findings).toMatchObject([{ id: finding.id, severity: 'blocker', place: blocker.place }]);
  });

  it('goes on being hit by its rule, lifted by the decision alone', () => {
    const hit = someHit({ id: finding.id, place: somePlace({ line: 50, end_line: 50 }) });

    const {
      findings,
      dismissed: lines,
      dropped,
    } = follow(dismissed, { dispositions, raised: [hit] }, someHit({ id: finding.id }));

    expect(findings.map(({ id, place }) => [id, place?.line])).toEqual([[finding.id, 50]]);
    expect([lines, dropped]).toEqual([[], []]);
  });
});

describe('a waived finding', () => {
  const waiver = (head: string) => someDisposition(finding.id, { kind: 'waived', head });
  const located = locatedAt([[finding, 'unchanged']]);

  it('stands at the head of the waiver, which lifts it', () => {
    const { entries, findings, carried, events } = follow({}, { located, dispositions: [waiver(HEADS[1])] });

    expect(entries).toMatchObject([{ state: 'waived' }]);
    expect([findings.map(({ id }) => id), carried]).toEqual([[finding.id], []]);
    expect(events).toMatchObject([{ kind: 'waived', actor: 'anna-keller' }]);
  });

  it('is open again at every other head', () => {
    const { entries, carried, events } = follow({ state: 'waived' }, { located, dispositions: [waiver(HEADS[0])] });

    expect(entries).toMatchObject([{ state: 'open' }]);
    expect(carried).toEqual([finding.id]);
    expect(events).toMatchObject([{ kind: 'lapsed', actor: null, why: 'it was waived at 1111111 alone' }]);
  });
});

describe('a fixed finding', () => {
  const fixed = { state: 'fixed' } as const;

  it.each<[string, Finding, Partial<ReviewRound>, boolean]>([
    ['a hit of its rule, on any line', someHit(), {}, true],
    ['a blocker on changed lines', blocker, onChanged, true],
    ['a blocker in a full review', blocker, { kind: 'full', changed: null }, true],
    ['a blocker on cleared lines', blocker, {}, false],
    ['a lighter claim on changed lines', copy, onChanged, false],
  ])('is opened again by %s', (_, raised, round, opens) => {
    const known = raised.evidence_class === 'hard' ? someHit() : finding;

    const { opened, reopened, dropped, entries } = follow(fixed, { raised: [raised], ...round }, known);

    expect([opened, reopened]).toEqual([[], opens ? [known.id] : []]);
    expect(entries[0]?.state).toBe(opens ? 'open' : 'fixed');
    expect(dropped.map(({ reason, of }) => [reason, of])).toEqual(opens ? [] : [['not-reopened', known.id]]);
  });

  it('stays what it is when nobody raises it', () => {
    expect(follow(fixed, {}).changedEntries).toEqual([]);
  });
});

describe('a superseded finding', () => {
  it.each<[string, Finding, Partial<ReviewRound>, boolean]>([
    ['a blocker on changed lines', blocker, onChanged, true],
    ['a lighter claim on changed lines', copy, onChanged, false],
    ['a blocker on cleared lines', blocker, {}, false],
  ])('that nothing covers is opened again by %s', (_, raised, round, opens) => {
    const { reopened, dropped } = follow({ state: 'superseded' }, { raised: [raised], ...round });

    expect([reopened.length, dropped.map(({ reason }) => reason)]).toEqual(opens ? [1, []] : [0, ['copy']]);
  });

  it('is not stood for by a broader one that is fixed', () => {
    const wide = someEntry(someFinding({ id: 'F-0000000d', place: somePlace({ path: 'src/other.py' }) }), {
      state: 'fixed',
    });
    const covered = someEntry(finding, { state: 'superseded', superseded_by: wide.id });

    const { reopened } = advanceLedger([covered, wide], someRound({ raised: [blocker], ...onChanged }));

    expect(reopened).toEqual([finding.id]);
  });
});
