import { describe, expect, it } from 'vitest';
import { startReading } from '../../src/flows/start-reading.ts';
import type { CheckOrder } from '../../src/ports/code-host.ts';
import type { Publication } from '../../src/ports/publications.ts';
import type { ReviewRow } from '../../src/ports/review-book.ts';
import type { ReviewTicket } from '../../src/routing/review-ticket.ts';

const [OLD, NEW] = ['a'.repeat(40), 'b'.repeat(40)];
const pull = { repository: { id: 7, owner: 'acme', name: 'quant', installation: 1 }, number: 41 };
const ticket: ReviewTicket = {
  ...{ key: 'k'.repeat(64), pull, head: OLD, mergeBase: OLD, tip: OLD },
  ...{ sessionType: 'pr_review', attempt: 1, full: false, wished: false },
};

function row(head: string, status: ReviewRow['status']): ReviewRow {
  const { key, mergeBase, attempt } = ticket;
  const beginning = {
    key,
    pull,
    head,
    mergeBase,
    baseBranch: 'main',
    attempt,
    sessionType: 'pr_review',
    askedBy: null,
  };
  return {
    ...{ ...beginning, beganAt: '2026-11-20T10:00:00Z', status, reason: null, cause: null },
    ...{ sessionId: null, conclusion: null, endedAt: null },
  };
}

/** A world in which another look takes the review's place right after one of its acts. */
function makeWorld(replacedAfter: 'nothing' | 'its beginning' | 'the check' | 'the start', newHead = NEW) {
  let status: ReviewRow['status'] = replacedAfter === 'its beginning' ? 'replaced' : 'running';
  const checks: CheckOrder[] = [];
  const acts: string[] = [];
  const noted = new Map<string, Publication>();
  const after = (moment: typeof replacedAfter) => {
    if (moment === replacedAfter) status = 'replaced';
  };
  const ports = {
    rehearses: false,
    journal: { step: <T>(_name: string, effect: () => Promise<T>) => effect() },
    clock: { now: () => 0 },
    host: {
      putCheck: async (order: CheckOrder) => {
        checks.push(order);
        after('the check');
        return { id: 1, url: 'https://github.example/check' };
      },
    },
    publications: {
      find: async (key: string) => noted.get(key) ?? null,
      note: async (publication: Publication) => void noted.set(publication.key, publication),
    },
    book: {
      find: async () => row(OLD, status),
      current: async () => row(status === 'running' ? OLD : newHead, 'running'),
    },
    stories: { stopReview: async () => void acts.push('stopped') },
  };
  const start = async () => {
    acts.push('started');
    after('the start');
  };
  const run = () => startReading(ticket, { name: 'start the review', start }, ports);
  return { run, acts, last: () => checks.at(-1)?.state, count: () => checks.length };
}

describe('a review that is about to read', () => {
  it('says so and is started', async () => {
    const world = makeWorld('nothing');

    const isStarted = await world.run();

    expect(isStarted).toBe(true);
    expect(world.acts).toEqual(['started']);
    expect(world.last()).toMatchObject({ kind: 'in-progress' });
  });

  it.each([
    ['its beginning', []],
    ['the check', []],
    ['the start', ['started', 'stopped']],
  ] as const)(
    'gives way when another head takes its place after %s, and its check does not stay open',
    async (moment, acts) => {
      const world = makeWorld(moment);

      const isStarted = await world.run();

      expect(isStarted).toBe(false);
      expect(world.acts).toEqual(acts);
      expect(world.last()).toMatchObject({ kind: 'completed', conclusion: 'cancelled' });
    },
  );

  it('leaves the check of the same head to the review that took its place', async () => {
    const world = makeWorld('its beginning', OLD);

    const isStarted = await world.run();

    expect(isStarted).toBe(false);
    expect(world.count()).toBe(0);
  });
});
