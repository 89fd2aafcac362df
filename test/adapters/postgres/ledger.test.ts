import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { Finding } from '../../../src/committee/finding.ts';
import type { LedgerEntry } from '../../../src/committee/ledger/entry.ts';
import type { LedgerUpdate } from '../../../src/committee/ledger/update.ts';
import type { Session } from '../../../src/committee/session.ts';
import type { ReviewBeginning, ReviewBook } from '../../../src/ports/review-book.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { HEADS, leak, other, someBaseline, someEntry, someEvent } from './some-ledger.ts';
import { NOON, somePull, someReview } from './some-review.ts';
import { someSession } from './some-session.ts';

let postgres: TestPostgres;
let book: ReviewBook;

beforeAll(async () => {
  postgres = await startTestPostgres();
  book = openReviewBook(postgres.database, () => NOON);
});
afterAll(() => postgres.stop());

async function begun(changes: Partial<ReviewBeginning> = {}): Promise<ReviewBeginning> {
  const review = someReview(changes.pull ?? somePull(), changes);
  await book.begin(review);
  return review;
}

async function keep(
  review: ReviewBeginning,
  session: Session,
  { entries = [], events = [], baseline = null, overruled = [] }: Partial<LedgerUpdate>,
): Promise<void> {
  await book.keepSession(review.key, { session, dossier: 'd', ledger: { entries, events, baseline, overruled } });
}

/** A pull request of a repository whose ledger holds these findings. */
async function ledgerWith(repositoryId: number, entries: readonly Partial<LedgerEntry>[]): Promise<ReviewBeginning> {
  const review = await begun({ pull: somePull(repositoryId) });
  const session = someSession();
  await keep(review, session, { entries: entries.map((changes) => someEntry(session, changes)) });
  return review;
}

describe('a ledger', () => {
  it('holds entries and events as the session gave them, once, however often it is kept', async () => {
    const review = await begun({ head: HEADS[0] });
    const session = someSession();
    const entries = [
      someEntry(session, { aliases: ['F-00000001', 'F-00000002'] }),
      someEntry(session, { finding: { ...other, place: null }, state: 'superseded', superseded_by: leak.id }),
    ];
    const events = [someEvent('raised'), someEvent('superseded', { finding: other.id, why: 'covered' })];

    await Promise.all([1, 2, 3].map(() => keep(review, session, { entries, events })));

    expect(new Set(await book.ledger(review.pull))).toEqual(new Set(entries));
    expect(await book.ledgerEvents(review.pull, other.id)).toEqual([{ ...events[1], at: session.created_at }]);
    expect(await book.ledgerEvents(review.pull, leak.id)).toHaveLength(1);
  });

  it('changes an entry where it stands, and keeps the others and every event', async () => {
    const first = await begun({ head: HEADS[0] });
    const [one, two] = [someSession(), someSession()];
    const carried = someEntry(one, { finding: other });
    await keep(first, one, { entries: [someEntry(one), carried], events: [someEvent('raised')] });
    const later = await begun({ pull: first.pull, head: HEADS[1] });
    const fixed = someEntry(one, {
      state: 'fixed',
      last_head: HEADS[1],
      last_session: two.id,
      aliases: ['F-00000003'],
    });
    const events = [
      someEvent('seen-again', { head: HEADS[1], why: 'twice' }),
      someEvent('seen-again', { head: HEADS[1], why: 'in one session' }),
      someEvent('fixed', { head: HEADS[1] }),
    ];

    await keep(later, two, { entries: [fixed], events });

    expect(new Set(await book.ledger(first.pull))).toEqual(new Set([fixed, carried]));
    expect((await book.ledgerEvents(first.pull, leak.id)).map(({ kind, why }) => [kind, why])).toEqual([
      ['raised', 'by ml-engineer/first'],
      ['seen-again', 'twice'],
      ['seen-again', 'in one session'],
      ['fixed', 'by ml-engineer/first'],
    ]);
  });

  it('keeps nothing of a session of which one part cannot be kept', async () => {
    const review = await begun();
    const session = someSession();
    const stray = someEvent('raised', { finding: 'F-00000009' });

    await expect(keep(review, session, { entries: [someEntry(session)], events: [stray] })).rejects.toThrow(
      'foreign key',
    );

    expect(await book.readSession(session.id)).toBeNull();
    expect(await book.ledger(review.pull)).toEqual([]);
  });

  it('takes what PostgreSQL refuses', async () => {
    const review = await begun();
    const session = someSession();

    await keep(review, session, {
      entries: [someEntry(session)],
      events: [someEvent('raised', { why: 'a\u0000\ud800' })],
    });

    expect(await book.ledgerEvents(review.pull, leak.id)).toMatchObject([{ why: 'a\ufffd\ufffd' }]);
  });

  it('is empty for a pull request without findings', async () => {
    expect(await book.ledger(somePull())).toEqual([]);
    expect(await book.ledgerEvents(somePull(), leak.id)).toEqual([]);
  });

  it.each([
    ['since the review began', '2026-05-12T07:30:00.000Z', 'dismissed'],
    ['before, of which the session knew', '2026-05-12T06:00:00.000Z', 'open'],
  ])('follows what a person decided %s', async (_, at, state) => {
    const review = await begun({ head: HEADS[0] });
    const session = someSession();
    const decision = { finding: leak.id, kind: 'dismissed', by: 'ada', reason: 'a label', head: HEADS[0], at } as const;
    await book.decide(review.pull, 'comment', decision);

    await keep(review, session, { entries: [someEntry(session)], events: [someEvent('raised')] });

    expect(await book.ledger(review.pull)).toMatchObject([{ id: leak.id, state }]);
  });

  it.each([
    ['before the review began', '2026-05-12T06:00:00.000Z', 'open', 0],
    ['since', '2026-05-12T07:30:00.000Z', 'dismissed', 1],
  ])('takes back a dismissal that a reopening overrules, given %s', async (_, at, state, holding) => {
    const review = await begun({ head: HEADS[0] });
    const session = someSession();
    const decision = { finding: leak.id, kind: 'dismissed', by: 'ada', reason: 'a label', head: HEADS[0], at } as const;
    await book.decide(review.pull, 'comment', decision);

    await keep(review, session, {
      entries: [someEntry(session)],
      events: [someEvent('reopened')],
      overruled: [leak.id],
    });

    expect(await book.ledger(review.pull)).toMatchObject([{ id: leak.id, state }]);
    expect(await book.dispositions(review.pull)).toHaveLength(holding);
  });

  it('is changed by a decision, with who, why and at which commit', async () => {
    const review = await begun({ head: HEADS[0] });
    const session = someSession();
    const at = '2026-05-12T09:00:00.000Z';
    await keep(review, session, { entries: [someEntry(session)], events: [someEvent('raised')] });

    await book.decide(review.pull, 'comment', {
      finding: leak.id,
      kind: 'waived',
      by: 'ada',
      reason: 'a baseline',
      head: HEADS[0],
      at,
    });

    expect(await book.ledger(review.pull)).toMatchObject([{ state: 'waived' }]);
    expect((await book.ledgerEvents(review.pull, leak.id)).at(-1)).toEqual({
      finding: leak.id,
      kind: 'waived',
      head: HEADS[0],
      actor: 'ada',
      why: 'a baseline',
      at,
    });
  });

  it('knows the findings of a session that was kept without one', async () => {
    const review = await begun({ head: HEADS[0] });
    const session = someSession();

    await book.keepSession(review.key, { session, dossier: '', ledger: null });

    expect((await book.ledger(review.pull)).map(({ finding }) => finding)).toEqual(
      expect.arrayContaining([...session.findings]),
    );
  });
});

describe('a baseline', () => {
  it('is that of the newest complete session; one that is not takes its place in nothing', async () => {
    const first = await begun({ head: HEADS[0] });
    const [one, two, three] = [someSession(), someSession(), someSession()];
    await keep(first, one, { baseline: someBaseline(one, HEADS[0]) });
    await keep(await begun({ pull: first.pull, head: HEADS[1] }), two, { baseline: someBaseline(two, HEADS[1]) });

    await keep(await begun({ pull: first.pull, head: HEADS[2] }), three, {});

    expect(await book.baseline(first.pull)).toEqual(someBaseline(two, HEADS[1]));
    expect((await book.lastSession(first.pull))?.id).toBe(three.id);
  });

  it('is none where nothing was read whole', async () => {
    const review = await begun();
    const before = await book.lastSession(review.pull);
    await keep(review, someSession(), {});

    expect(before).toBeNull();
    expect(await book.baseline(review.pull)).toBeNull();
  });
});

describe('the history of paths', () => {
  const REPOSITORY = 8_000_000_001;
  const at = (path: string, id: string, changes: Partial<Finding> = {}): Finding => ({
    ...leak,
    id,
    place: { path, line: 1, end_line: 1, side: 'after', symbol: null, quote: 'q' },
    ...changes,
  });

  it('counts what stands on them in other pull requests of the repository, each finding once', async () => {
    const refuted = { kind: 'refuted', model: 'google:gemini-2.5-pro', independent: true, why: 'a label' } as const;
    const own = await ledgerWith(REPOSITORY, [{ finding: at('src/a.py', 'F-00000001') }]);
    await ledgerWith(REPOSITORY, [
      { finding: at('src/a.py', 'F-00000001', { severity: 'blocker' }) },
      { finding: at('src/a.py', 'F-00000002', { severity: 'major' }), state: 'fixed' },
      { finding: at('src/b.py', 'F-00000003', { severity: 'minor' }), state: 'waived' },
      { finding: at('src/b.py', 'F-00000004'), state: 'dismissed' },
      { finding: at('src/b.py', 'F-00000005'), state: 'superseded' },
      { finding: at('src/b.py', 'F-00000006', { standing: refuted }) },
      { finding: at('src/c.py', 'F-00000007') },
    ]);
    await ledgerWith(REPOSITORY + 1, [{ finding: at('src/a.py', 'F-00000001') }]);

    const history = await book.pathHistory(own.pull, ['src/a.py', 'src/b.py', 'src/none.py']);

    expect(history).toEqual({ blockers: 1, majors: 1, all: 3 });
    expect(await book.pathHistory(own.pull, [])).toEqual({ blockers: 0, majors: 0, all: 0 });
  });
});
