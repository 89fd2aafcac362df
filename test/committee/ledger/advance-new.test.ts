import { describe, expect, it } from 'vitest';
import type { Finding, Standing } from '../../../src/committee/finding.ts';
import { advanceLedger } from '../../../src/committee/ledger/advance.ts';
import type { ReviewRound } from '../../../src/committee/ledger/review-round.ts';
import type { Severity } from '../../../src/kernel/severity.ts';
import { confirmed, refuted, someFinding, stated, unanswered, unsourced } from '../some-finding.ts';
import { changedLines, HEADS, SESSIONS, someEntry, someHit, somePlace, someRound, someRuling } from './some-ledger.ts';

const onChanged = { changed: changedLines('src/run.py', 10) };

function advance(raised: Finding, round: Partial<ReviewRound> = {}) {
  return advanceLedger([], someRound({ raised: [raised], ...round }));
}

describe('a finding that nobody knows', () => {
  it('opens on changed lines', () => {
    const raised = someFinding({ place: somePlace() });

    const { opened, entries, findings, events } = advance(raised, onChanged);

    expect(opened).toEqual([raised.id]);
    expect(findings).toEqual([raised]);
    expect(entries).toEqual([
      someEntry(raised, {
        ...{ first_head: HEADS[1], last_head: HEADS[1] },
        first_session: SESSIONS[1],
        last_session: SESSIONS[1],
      }),
    ]);
    expect(events).toEqual([
      { finding: raised.id, kind: 'raised', head: HEADS[1], actor: null, why: 'major: confirmed, both' },
    ]);
  });

  it('opens anywhere in a full review', () => {
    const raised = someFinding({ severity: 'note', standing: stated, place: somePlace() });

    expect(advance(raised, { kind: 'full', changed: null }).opened).toEqual([raised.id]);
  });

  it('opens as a hit of a hard rule on any line', () => {
    expect(advance(someHit({ severity: 'minor' })).opened).toHaveLength(1);
  });

  it.each<[Severity, Standing, boolean]>([
    ['blocker', confirmed, true],
    ['blocker', unanswered, true],
    ['blocker', refuted, false],
    ['major', confirmed, false],
    ['major', unanswered, false],
    ['minor', stated, false],
    ['note', stated, false],
  ])('on cleared lines as a %s that is %j: opens %s', (severity, standing, opens) => {
    const { opened, dropped, entries, findings } = advance(someFinding({ severity, standing, place: somePlace() }));

    expect([opened.length, entries.length, findings.length]).toEqual(opens ? [1, 1, 1] : [0, 0, 0]);
    expect(dropped.map(({ reason, of, seats }) => [reason, of, seats])).toEqual(
      opens ? [] : [['cleared-surface', null, ['ops/first']]],
    );
  });

  it.each([
    ['one of its lines has changed', somePlace({ line: 8, end_line: 12 }), true],
    ['only other lines have', somePlace({ line: 11, end_line: 12 }), false],
    ['it cites a removed line of a file that has changed', somePlace({ side: 'before', line: 3 }), true],
    ['it cites a row of a file that has changed', somePlace({ line: null, end_line: null }), true],
    ['it cites a record in a file that has not', somePlace({ path: 'docs/adr/7.md', side: 'before' }), false],
  ])('is on changed code: %s', (_, place, opens) => {
    expect(advance(someFinding({ place }), onChanged).opened).toHaveLength(opens ? 1 : 0);
  });

  it.each([
    ['refuted', someFinding({ standing: refuted, place: somePlace() })],
    ['unsourced', someFinding({ standing: unsourced, place: null })],
  ])('is shown once and closed when it was %s', (_, raised) => {
    const first = advance(raised, onChanged);
    const second = advanceLedger(first.entries, someRound({ raised: [raised], ...onChanged }));

    expect(first.entries).toMatchObject([{ state: 'superseded', superseded_by: null }]);
    expect([first.opened, first.findings]).toEqual([[], [raised]]);
    expect([second.entries, second.findings]).toEqual([first.entries, []]);
    expect(second.dropped).toMatchObject([{ reason: 'copy', of: raised.id }]);
  });

  it('gets the next free id of its key when its own belongs to another finding', () => {
    const raised = someFinding({ place: somePlace() });
    const moved = someEntry(someFinding({ id: raised.id, place: somePlace({ path: 'src/new.py' }) }), {
      state: 'fixed',
    });

    const { opened, entries } = advanceLedger([moved], someRound({ raised: [raised], ...onChanged }));

    expect(entries).toHaveLength(2);
    expect(opened).toEqual([expect.stringMatching(/^F-[0-9a-f]{8}$/)]);
    expect(opened).not.toContain(raised.id);
    expect(entries[1]?.finding.id).toBe(opened[0]);
  });
});

describe('a broader finding', () => {
  const narrow = someFinding({ id: 'F-00000001', place: somePlace() });
  const wide = { id: 'F-00000002', place: somePlace({ line: 8, end_line: 12, quote: 'a\nb' }), claim: 'All of it.' };
  const located = new Map([[narrow.id, { kind: 'unchanged', place: somePlace() } as const]]);
  const run = (raised: Partial<Finding>, known: Partial<Finding> = {}) =>
    advanceLedger(
      [someEntry({ ...narrow, ...known })],
      someRound({ raised: [someFinding({ ...wide, ...raised })], located, ...onChanged }),
    );

  it('covers the open one within its lines', () => {
    const { entries, superseded, findings, carried } = run({});

    expect(entries[0]).toMatchObject({ state: 'superseded', superseded_by: 'F-00000002' });
    expect(superseded).toMatchObject([{ id: narrow.id, why: 'the broader finding F-00000002 covers it' }]);
    expect([findings.map(({ id }) => id), carried]).toEqual([['F-00000002'], []]);
  });

  it.each<[string, Partial<Finding>, Partial<Finding>]>([
    ['with another code', { code: 'COST_RISK' }, {}],
    ['that weighs less', { severity: 'minor', standing: stated }, {}],
    ['that is not confirmed as the first is', { standing: unanswered }, {}],
    ['with the same lines', { place: somePlace({ quote: 'a\nb' }) }, {}],
    [
      'of a seat when the first is a hard hit',
      {},
      { rule: 'risk/zero-cost', evidence_class: 'hard', code: 'METHODOLOGY_FLAW' },
    ],
  ])('does not cover %s', (_, raised, known) => {
    const { entries, opened } = run(raised, known);

    expect(opened).toEqual(['F-00000002']);
    expect(entries[0]?.superseded_by).toBeNull();
  });

  it('is not fixed while its part is raised again, whatever its seats say', () => {
    const { entries } = run({});
    const gone = new Map([['F-00000002', { kind: 'changed', path: 'src/run.py', line: 8 } as const]]);
    const rulings = [someRuling('F-00000002')];

    const alone = advanceLedger(entries, someRound({ rulings, located: gone }));
    const { fixed, carriedLines } = advanceLedger(entries, someRound({ rulings, located: gone, raised: [narrow] }));

    expect(alone.fixed).toMatchObject([{ id: 'F-00000002' }]);
    expect(fixed).toEqual([]);
    expect(carriedLines).toMatchObject([{ id: 'F-00000002', why: 'a part of it was raised again' }]);
  });

  it('stands for its part when that is raised again', () => {
    const { entries } = run({});

    const { dropped, opened, carried } = advanceLedger(entries, someRound({ raised: [narrow], ...onChanged }));

    expect(dropped).toMatchObject([{ reason: 'copy', of: 'F-00000002' }]);
    expect([opened, carried]).toEqual([[], ['F-00000002']]);
  });
});
