import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { Disposition } from '../../../src/committee/disposition.ts';
import type { Finding } from '../../../src/committee/finding.ts';
import type { ReviewBeginning, ReviewBook } from '../../../src/ports/review-book.ts';
import { startTestPostgres, type TestPostgres } from '../../fixtures/postgres.ts';
import { inconclusive, rejected, rejectedRehearsal } from '../../fixtures/sessions.ts';
import { NOON, somePull, someReview } from './some-review.ts';
import { finished, someSession } from './some-session.ts';

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

interface FindingEvent {
  readonly event: string;
  readonly actor: string | null;
}

async function read<T = unknown>(statement: string): Promise<T[]> {
  return (await sql.raw<T>(statement).execute(postgres.database.ledger)).rows;
}

function stateOf({ pull }: ReviewBeginning, { id }: Finding): Promise<unknown[]> {
  return read(`select state from conclave.findings
    where repository_id = ${pull.repository.id} and pull = ${pull.number} and id = '${id}'`);
}

function eventsOf({ pull }: ReviewBeginning, { id }: Finding): Promise<FindingEvent[]> {
  return read(`select event, actor from conclave.finding_events
    where repository_id = ${pull.repository.id} and pull = ${pull.number} and finding = '${id}' order by number`);
}

const [leak = expect.fail()] = rejected().findings;
const HEADS = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];

function decision(finding: Finding, changes: Partial<Disposition> = {}): Disposition {
  return {
    finding: finding.id,
    kind: 'waived',
    by: 'ada',
    reason: 'a known baseline',
    head: HEADS[0],
    at: '2026-05-12T08:00:00.000Z',
    ...changes,
  };
}

describe('a session', () => {
  it('is read as it was kept, with its dossier', async () => {
    const session = someSession();

    await book.keepSession((await begun()).key, finished(session, 'the dossier'));

    expect(await book.readSession(session.id)).toEqual({ session, dossier: 'the dossier' });
    expect(await book.readSession('20260512-000000-00000000')).toBeNull();
  });

  it('is kept once, with its seats and findings', async () => {
    const review = await begun();
    const session = someSession();

    await Promise.all([1, 2, 3].map(() => book.keepSession(review.key, finished(session, 'the dossier'))));

    expect(await read(`select count(*) from conclave.opinions where session_id = '${session.id}'`)).toEqual([
      { count: session.expert_opinions.length },
    ]);
    expect(await read(`select count(*) from conclave.findings where first_session = '${session.id}'`)).toEqual([
      { count: session.findings.length },
    ]);
    expect(await eventsOf(review, leak)).toEqual([{ event: 'raised', actor: null }]);
    expect((await book.spending(review.pull)).sessions).toBe(1);
  });

  it('is kept beside nine others of its pull request at the same time', async () => {
    const first = await begun();
    const reviews = await Promise.all(Array.from({ length: 9 }, () => begun({ pull: first.pull })));

    await Promise.all([first, ...reviews].map(({ key }) => book.keepSession(key, finished(someSession()))));

    expect((await book.spending(first.pull)).sessions).toBe(10);
    expect((await eventsOf(first, leak)).map(({ event }) => event)).toEqual(['raised', ...Array(9).fill('seen-again')]);
  });

  it('is refused for a review that never began, or when another review holds its id', async () => {
    const session = someSession();
    await book.keepSession((await begun()).key, finished(session));

    await expect(book.keepSession('nobody', finished(session))).rejects.toThrow('never began');
    await expect(book.keepSession((await begun()).key, finished(session))).rejects.toThrow('belongs to another review');
  });

  it('may hold what PostgreSQL refuses', async () => {
    const session = someSession({ question: 'why\u0000not \udc00?' });

    await book.keepSession((await begun()).key, finished(session, 'a\u0000b'));

    expect(await book.readSession(session.id)).toMatchObject({
      session: { question: 'why\ufffdnot \ufffd?' },
      dossier: 'a\ufffdb',
    });
  });

  it('is found by a finding in it, the newest of the pull request', async () => {
    const first = await begun();
    const second = await begun({ pull: first.pull, head: HEADS[1] });
    const [older, newer] = [someSession(), someSession({ findings: rejected().findings.slice(1) })];
    await book.keepSession(first.key, finished(older));
    await book.keepSession(second.key, finished(newer));
    const [, other = expect.fail()] = rejected().findings;

    expect((await book.findFinding(first.pull, leak.id))?.id).toBe(older.id);
    expect((await book.findFinding(first.pull, other.id))?.id).toBe(newer.id);
    expect(await book.findFinding(first.pull, 'F-00000000')).toBeNull();
    expect(await book.findFinding(somePull(), leak.id)).toBeNull();
  });
});

describe('a finding', () => {
  it('is raised, seen again, fixed, and open when it comes back', async () => {
    const first = await begun({ head: HEADS[0] });
    const later = async (head: string, findings: Finding[]): Promise<void> => {
      const review = await begun({ pull: first.pull, head });
      await book.keepSession(review.key, finished(someSession({ findings })));
    };
    await book.keepSession(first.key, finished(someSession({ findings: [leak] })));

    await later(HEADS[1], [leak]);
    await later(HEADS[2], []);
    const fixed = await stateOf(first, leak);
    await later(HEADS[0], [leak]);

    expect(fixed).toEqual([{ state: 'fixed' }]);
    expect(await stateOf(first, leak)).toEqual([{ state: 'open' }]);
    expect(await eventsOf(first, leak)).toMatchObject(
      ['raised', 'seen-again', 'gone', 'seen-again'].map((event) => ({ event })),
    );
  });

  it.each([
    ['the head is the same', 0, () => rejected()],
    ['the next session decided nothing', 1, () => inconclusive()],
    ['the next session asked no model, and no rule found it', 1, () => rejectedRehearsal()],
  ] as const)('is not taken for fixed when %s', async (_, head, next) => {
    const byModel = { ...leak, rule: null, evidence_class: null };
    const first = await begun({ head: HEADS[0] });
    const second = await begun({ pull: first.pull, head: HEADS[head] });
    await book.keepSession(first.key, finished(someSession({ findings: [byModel] })));

    await book.keepSession(second.key, finished(someSession({ findings: [] }, next())));

    expect(await stateOf(first, leak)).toEqual([{ state: 'open' }]);
  });

  it('is superseded when it was refuted', async () => {
    const review = await begun();
    const standing = { kind: 'refuted', model: 'google:gemini-2.5-pro', independent: true, why: 'a label' } as const;

    await book.keepSession(review.key, finished(someSession({ findings: [{ ...leak, standing }] })));

    expect(await stateOf(review, leak)).toEqual([{ state: 'superseded' }]);
  });
});

describe('a decision on a finding', () => {
  it('is recorded once for each cause, and the newest holds', async () => {
    const review = await begun({ head: HEADS[0] });
    await book.keepSession(review.key, finished(someSession({ findings: [leak] })));
    const newer = decision(leak, { kind: 'dismissed', by: 'bob', at: '2026-05-12T09:00:00.000Z' });

    await book.decide(review.pull, 'comment-2', newer);
    await book.decide(review.pull, 'comment-1', decision(leak));
    await book.decide(review.pull, 'comment-2', { ...newer, reason: 'another one' });

    expect(await book.dispositions(review.pull)).toEqual([newer]);
    expect(await stateOf(review, leak)).toEqual([{ state: 'dismissed' }]);
    expect(await eventsOf(review, leak)).toMatchObject([
      { event: 'raised' },
      { event: 'dismissed', actor: 'bob' },
      { event: 'waived', actor: 'ada' },
    ]);
  });

  it('stands with others, oldest first', async () => {
    const pull = somePull();
    const [first = expect.fail(), second = expect.fail()] = rejected().findings;
    const later = decision(first, { at: '2026-05-12T10:00:00.000Z' });

    await book.decide(pull, 'a', later);
    await book.decide(pull, 'b', decision(second));

    expect(await book.dispositions(pull)).toEqual([decision(second), later]);
    expect(await book.dispositions(somePull())).toEqual([]);
  });

  it.each([
    ['waived', 'open'],
    ['dismissed', 'dismissed'],
  ] as const)('by which it is %s leaves it %s at the next head', async (kind, state) => {
    const first = await begun({ head: HEADS[0] });
    await book.keepSession(first.key, finished(someSession({ findings: [leak] })));
    await book.decide(first.pull, 'comment', decision(leak, { kind }));
    const decided = await stateOf(first, leak);
    const second = await begun({ pull: first.pull, head: HEADS[1] });

    await book.keepSession(second.key, finished(someSession({ findings: [leak] })));

    expect(decided).toEqual([{ state: kind }]);
    expect(await stateOf(first, leak)).toEqual([{ state }]);
  });
});
