import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/committee/finding.ts';
import { advanceLedger } from '../../../src/committee/ledger/advance.ts';
import type { Located } from '../../../src/committee/ledger/locate.ts';
import type { ReviewRound } from '../../../src/committee/ledger/review-round.ts';
import type { Ruling } from '../../../src/committee/ledger/ruling.ts';
import { refuted, someFinding, someRaise, unanswered } from '../some-finding.ts';
import { HEADS, locatedAt, SESSIONS, someEntry, someHit, somePlace, someRound, someRuling } from './some-ledger.ts';

const finding = someFinding({
  place: somePlace(),
  raised_by: [someRaise('ops/first'), someRaise('ops/second')],
});
const both = [someRuling(finding.id), someRuling(finding.id, { seat: 'ops/second' })];

function follow(known: Finding, round: Partial<ReviewRound> = {}) {
  return advanceLedger([someEntry(known)], someRound(round));
}

describe('an open finding of seats that nobody raised again', () => {
  it.each<[string, Located['kind'] | null, readonly Ruling[], 'fixed' | 'open', string]>([
    [
      'its code has changed and all who raised it agree',
      'changed',
      both,
      'fixed',
      'its code has changed; ops/first and ops/second agree',
    ],
    [
      'its file is gone and all who raised it agree',
      'gone',
      both,
      'fixed',
      'src/run.py is gone; ops/first and ops/second agree',
    ],
    ['its code has not changed, and nobody was asked', 'unchanged', [], 'open', 'its code has not changed'],
    [
      'its code has not changed, and those who raised it see it mended elsewhere',
      'unchanged',
      both,
      'fixed',
      'something else has changed; ops/first and ops/second agree',
    ],
    ['nobody knows where its code stands', null, both, 'open', 'nobody could tell where its code stands now'],
    [
      'one who raised it says that it stands',
      'changed',
      [both[0] as Ruling, someRuling(finding.id, { seat: 'ops/second', answer: 'stands', why: 'It is zero still.' })],
      'open',
      'ops/second: It is zero still.',
    ],
    [
      'one who raised it says nothing',
      'changed',
      both.slice(0, 1),
      'open',
      'its code has changed, but ops/second did not rule on it',
    ],
    [
      'one who raised it had no model that answered',
      'changed',
      [
        both[0] as Ruling,
        someRuling(finding.id, { seat: 'ops/second', model: null, answer: 'unanswered', why: '429' }),
      ],
      'open',
      'its code has changed, but ops/second did not rule on it',
    ],
    [
      'others than those who raised it agree',
      'changed',
      [someRuling(finding.id, { seat: 'architect/first' })],
      'open',
      'its code has changed, but ops/first and ops/second did not rule on it',
    ],
    [
      'one answers both ways',
      'gone',
      [...both, someRuling(finding.id, { answer: 'stands', why: 'It moved.' })],
      'open',
      'ops/first: It moved.',
    ],
  ])('when %s', (_, kind, rulings, state, why) => {
    const located = kind === null ? new Map() : locatedAt([[finding, kind]]);

    const { entries, fixed, carriedLines, findings } = follow(finding, { located, rulings });

    expect(entries).toMatchObject([{ state, last_head: HEADS[1], last_session: SESSIONS[1] }]);
    expect((state === 'fixed' ? fixed : carriedLines).map((line) => [line.id, line.state, line.why])).toEqual([
      [finding.id, state, why],
    ]);
    expect(findings.map(({ standing }) => standing)).toEqual(state === 'fixed' ? [] : [finding.standing]);
  });

  it('stays open when a seat that raised it does not sit any more', () => {
    const { carriedLines } = follow(finding, {
      located: locatedAt([[finding, 'gone']]),
      rulings: both.slice(1),
      seats: ['ops/second'],
    });

    expect(carriedLines[0]?.why).toBe('src/run.py is gone, but ops/first, who raised it, did not sit in this review');
  });

  it.each([
    ['gone', 'fixed', 'src/run.py is gone, and nobody who raised it sits any more'],
    ['changed', 'open', null],
  ] as const)('whose code is %s is %s when nobody who raised it sits any more', (kind, state, why) => {
    const { entries, fixed } = follow(finding, { located: locatedAt([[finding, kind]]), seats: [] });

    expect(entries[0]?.state).toBe(state);
    expect(fixed[0]?.why ?? null).toBe(why);
  });

  it('is fixed by no full review that does not raise it', () => {
    const round = { kind: 'full', changed: null, located: locatedAt([[finding, 'unchanged']]) } as const;

    expect(follow(finding, round).carried).toEqual([finding.id]);
  });

  it('is told where its code stands now, under the new name of its file', () => {
    const place = somePlace({ path: 'src/new.py', line: 44, end_line: 44 });

    const { findings } = follow(finding, { located: new Map([[finding.id, { kind: 'unchanged', place }]]) });

    expect(findings[0]?.place).toEqual(place);
  });

  it('leaves an event only when a seat looked at new code and says that it stands', () => {
    const stands = [someRuling(finding.id, { answer: 'stands', why: 'Still.' })];

    expect(follow(finding, { located: locatedAt([[finding, 'unchanged']]) }).events).toEqual([]);
    expect(follow(finding, { located: locatedAt([[finding, 'changed']]), rulings: stands }).events).toMatchObject([
      { kind: 'stands', why: 'ops/first: Still.' },
    ]);
  });
});

describe('an open finding of a hard rule that does not hit again', () => {
  const hit = someHit({ raised_by: [] });
  const raised = someHit();

  it.each<[string, Finding, Partial<ReviewRound>, 'fixed' | 'open', string]>([
    ['the rule read the file', hit, {}, 'fixed', 'the rule risk/zero-cost does not hit any more'],
    [
      'the rule could not read the file',
      hit,
      { rulesRead: () => false },
      'open',
      'the rule risk/zero-cost could not read src/run.py in this review',
    ],
    [
      'the file is gone',
      hit,
      { rulesRead: () => false, located: locatedAt([[hit, 'gone']]) },
      'fixed',
      'src/run.py is gone',
    ],
  ])('when %s', (_, known, round, state, why) => {
    const { entries, fixed, carriedLines } = follow(known, round);

    expect(entries[0]?.state).toBe(state);
    expect([...fixed, ...carriedLines].map((line) => line.why)).toEqual([why]);
  });

  it('waits for the seats that raised it too', () => {
    const known = { ...raised, raised_by: [someRaise('ops/first')] };

    expect(follow(known).carried).toEqual([known.id]);
    expect(follow(known, { rulings: [someRuling(known.id)] }).fixed).toMatchObject([{ id: known.id }]);
  });
});

describe('an open finding that is raised again', () => {
  const elsewhere = somePlace({ line: 30, end_line: 30, quote: 'fee=0' });

  it('stays one finding under its first id, with the other one as its alias', () => {
    const copy = someFinding({ id: 'F-0000000c', place: elsewhere, claim: finding.claim });

    const { entries, opened, findings, events } = follow(finding, {
      raised: [copy],
      located: locatedAt([[finding, 'changed']]),
    });

    expect(entries).toMatchObject([{ id: finding.id, aliases: ['F-0000000c'], state: 'open' }]);
    expect([opened, findings.map(({ id }) => id)]).toEqual([[], [finding.id]]);
    expect(findings[0]?.place).toEqual(elsewhere);
    expect(events).toMatchObject([{ kind: 'seen-again', why: 'raised in other words or at another place' }]);
  });

  it('is not fixed by seats that say so', () => {
    const round = { raised: [finding], rulings: both, located: locatedAt([[finding, 'changed']]) };

    expect(follow(finding, round).carried).toEqual([finding.id]);
  });

  it('leaves no event when nothing about it is new', () => {
    expect(follow(someHit(), { raised: [someHit()] }).events).toEqual([]);
  });

  it('is not confirmed less when the other model refutes the copy, which is dropped', () => {
    const copy = { ...finding, standing: refuted };

    const { findings, dropped } = follow(finding, { raised: [copy], located: locatedAt([[finding, 'unchanged']]) });

    expect(findings[0]?.standing).toEqual(finding.standing);
    expect(dropped).toMatchObject([{ reason: 'copy', of: finding.id }]);
  });

  it('is superseded when it waited for the other model, which refutes it now', () => {
    const waiting = { ...finding, standing: unanswered };

    const { entries, findings, superseded, carried } = follow(waiting, { raised: [{ ...waiting, standing: refuted }] });

    expect(entries[0]).toMatchObject({ state: 'superseded', superseded_by: null });
    expect(findings).toMatchObject([{ id: waiting.id, standing: refuted }]);
    expect([superseded.map(({ id }) => id), carried]).toEqual([[waiting.id], []]);
  });

  it('takes a hit of its rule for each of two equal lines', () => {
    const [one, two] = [
      someHit({ id: 'F-00000001' }),
      someHit({ id: 'F-00000002', place: somePlace({ line: 20, end_line: 20 }) }),
    ];
    const renamed = [one, two].map((hit, at) => ({
      ...hit,
      id: `F-0000001${at}`,
      place: { ...somePlace({ path: 'src/new.py' }), line: hit.place?.line ?? 0, end_line: hit.place?.line ?? 0 },
    }));

    const { opened, carried, entries } = advanceLedger(
      [someEntry(one), someEntry(two)],
      someRound({ raised: renamed, renames: new Map([['src/run.py', 'src/new.py']]) }),
    );

    expect([opened, carried]).toEqual([[], [one.id, two.id]]);
    expect(entries.map(({ aliases }) => aliases.length)).toEqual([1, 1]);
  });
});
