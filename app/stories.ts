import type { Beginning, Engine, Queue } from '../src/adapters/durable/engine.ts';
import { INTERRUPTED_QUEUE } from '../src/adapters/durable/story.ts';
import type { PullRef } from '../src/change/pull-request.ts';
import type { Stories } from '../src/ports/stories.ts';

/** The lines in which stories wait; where a person waits for the answer they are looked at five times a second. */
export const QUEUES: readonly Queue[] = [
  // By repository, so that a noisy one, or one whose host makes us wait, holds up no other.
  // Few at once, since they share the processor with the acknowledgement of those that still come.
  { name: 'deliveries', atOnce: 4, perPartition: 2 },
  { name: 'take-ups', atOnce: 12, perPartition: 2 },
  { name: 'reviews', atOnce: 8, perPartition: 2, pollMs: 250 },
  // By pull request, so that the newest answer is written last.
  { name: 'guards', atOnce: 3, perPartition: 1 },
  // By pull request too, and few at once, since they wait for nobody and nobody for them.
  { name: 'rules', atOnce: 2, perPartition: 1, pollMs: 250 },
  // By repository, and few at once, since each holds a whole artifact in memory.
  { name: 'backtests', atOnce: 2, perPartition: 1, pollMs: 500 },
  // What is put off cannot be divided, and does nothing but go on to its own line.
  { name: 'looks', atOnce: 16, perPartition: null, pollMs: 250 },
  { name: INTERRUPTED_QUEUE, atOnce: 2, perPartition: null, pollMs: 500 },
  // By pull request, so that commands are answered in their order.
  { name: 'commands', atOnce: 6, perPartition: 1 },
  // By repository, since one writer at a time writes of its operations.
  { name: 'alerts', atOnce: 4, perPartition: 1, pollMs: 500 },
  { name: 'operations', atOnce: 3, perPartition: 1, pollMs: 250 },
  // One at a time, since nobody waits for it and all documents of a repository are in memory meanwhile.
  { name: 'libraries', atOnce: 1, perPartition: 1, pollMs: 1_000 },
];

/** How long a burst of events must have ended, and the longest that it may put off a look at the pull request. */
const QUIET_MS = 1_000;
const LONGEST_MS = 15_000;

/** How many times as long a notice of alerts waits of which nobody could tell what it means: five minutes. */
const ALERTS_WAIT = 300;

/** Where each story is begun and under which id, so that what comes twice is done once. */
export const BEGINNINGS = {
  delivery: (id: string, repositoryId: number | null): Beginning => ({
    story: 'delivery',
    queue: 'deliveries',
    id: `delivery:${id}`,
    partition: String(repositoryId ?? 'none'),
  }),
  takeUp: (id: string, repositoryId: number): Beginning => ({
    story: 'take-up',
    queue: 'take-ups',
    id: `take-up:${id}`,
    partition: String(repositoryId),
  }),
  guard: (id: string, pull: PullRef): Beginning => ({
    story: 'guard',
    queue: 'guards',
    id: `guard:${id}`,
    partition: partitionOf(pull),
  }),
  rules: (id: string, pull: PullRef): Beginning => ({
    story: 'rules',
    queue: 'rules',
    id: `rules:${id}`,
    partition: partitionOf(pull),
  }),
  backtest: (id: string, repositoryId: number): Beginning => ({
    story: 'backtest',
    queue: 'backtests',
    id: `backtest:${id}`,
    partition: String(repositoryId),
  }),
  review: (key: string, repositoryId: number): Beginning => ({
    story: 'review',
    queue: 'reviews',
    id: reviewId(key),
    partition: String(repositoryId),
  }),
  command: (commentId: number, pull: PullRef): Beginning => ({
    story: 'command',
    queue: 'commands',
    id: `command:${pull.repository.id}:${commentId}`,
    partition: partitionOf(pull),
  }),
  hearing: (id: string, pull: PullRef): Beginning => ({
    story: 'hear',
    queue: 'commands',
    id: `hear:${id}`,
    partition: partitionOf(pull),
  }),
  incident: (commentId: number, repositoryId: number): Beginning => ({
    ...operationsOf(repositoryId),
    story: 'incident',
    id: `incident:${repositoryId}:${commentId}`,
  }),
  opsAnswer: (commentId: number, repositoryId: number): Beginning => ({
    ...operationsOf(repositoryId),
    story: 'ops-answer',
    id: `ops-answer:${repositoryId}:${commentId}`,
  }),
  stateLook: (at: string, repositoryId: number): Beginning => ({
    ...operationsOf(repositoryId),
    story: 'state-look',
    id: `state-look:${repositoryId}:${at}`,
  }),
  /** Which repository it is, by its number, is looked up first. */
  alert: (id: string, repository: string): Beginning => ({
    story: 'alert',
    queue: 'alerts',
    id: `alert:${id}`,
    partition: repository.toLowerCase(),
  }),
  alertsOf: (id: string, repositoryId: number): Beginning => ({
    ...operationsOf(repositoryId),
    story: 'alerts-of',
    id: `alerts-of:${id}`,
  }),
  refresh: (id: string, repositoryId: number): Beginning => ({
    story: 'refresh-library',
    queue: 'libraries',
    id: `refresh:${id}`,
    partition: String(repositoryId),
  }),
} as const;

function operationsOf(repositoryId: number): Pick<Beginning, 'queue' | 'partition'> {
  return { queue: 'operations', partition: String(repositoryId) };
}

/** The stories of the house, begun on the durable engine. */
export function storiesOn(
  launching: Promise<Pick<Engine, 'begin' | 'beginSoon' | 'stop' | 'isStopped' | 'resume' | 'isAlive'>>,
  quietMs = QUIET_MS,
): Stories {
  return {
    // A wish to publish once more is kept apart, since the last wish of a burst speaks for all of it.
    takeUpSoon: async (order) =>
      (await launching).beginSoon(
        {
          story: 'look',
          queue: 'looks',
          key: `${partitionOf(order.pull)}${order.again ? ' again' : ''}`,
          quietMs,
          longestMs: LONGEST_MS,
        },
        order,
      ),
    takeUp: async (order, id) => (await launching).begin(BEGINNINGS.takeUp(id, order.pull.repository.id), order),
    startGuard: async (order, id) => (await launching).begin(BEGINNINGS.guard(id, order.pull), order),
    judgeRules: async (order, id) => (await launching).begin(BEGINNINGS.rules(id, order.pull), order),
    judgeRulesSoon: async (order) =>
      (await launching).beginSoon(
        {
          story: 'rules-look',
          queue: 'looks',
          key: `${partitionOf(order.pull)} rules${order.again ? ' again' : ''}`,
          quietMs,
          longestMs: LONGEST_MS,
        },
        order,
      ),
    judgeBacktest: async (order, id) => (await launching).begin(BEGINNINGS.backtest(id, order.repository.id), order),
    startReview: async (ticket) =>
      (await launching).begin(BEGINNINGS.review(ticket.key, ticket.pull.repository.id), ticket),
    stopReview: async (key) => (await launching).stop(reviewId(key)),
    canResume: async (key) => (await launching).isStopped(reviewId(key)),
    resumeReview: async ({ key }) => (await launching).resume(reviewId(key), INTERRUPTED_QUEUE),
    isReviewAlive: async (key) => (await launching).isAlive(reviewId(key)),
    startCommand: async (order) => (await launching).begin(BEGINNINGS.command(order.comment.id, order.pull), order),
    hearSoon: async (order) =>
      (await launching).beginSoon(
        { story: 'listen', queue: 'looks', key: `${partitionOf(order.pull)} threads`, quietMs, longestMs: LONGEST_MS },
        order,
      ),
    startHearing: async (order, id) => (await launching).begin(BEGINNINGS.hearing(id, order.pull), order),
    ...operationsOn(launching, quietMs * ALERTS_WAIT),
    startRefresh: async (order, id) => (await launching).begin(BEGINNINGS.refresh(id, order.repository.id), order),
  };
}

type OperationsStories = Pick<
  Stories,
  'startIncidentCommand' | 'startOpsAnswer' | 'startStateLook' | 'takeUpAlerts' | 'takeUpAlertsLater'
>;

/** The stories of operations, in the line of their repository. */
function operationsOn(launching: Promise<Pick<Engine, 'begin' | 'beginSoon'>>, againMs: number): OperationsStories {
  return {
    startIncidentCommand: async (order) =>
      (await launching).begin(BEGINNINGS.incident(order.comment.id, order.repository.id), order),
    startOpsAnswer: async (order) =>
      (await launching).begin(BEGINNINGS.opsAnswer(order.comment.id, order.repository.id), order),
    startStateLook: async (order) =>
      (await launching).begin(BEGINNINGS.stateLook(order.at, order.repository.id), order),
    takeUpAlerts: async (order, id) => (await launching).begin(BEGINNINGS.alertsOf(id, order.repository.id), order),
    takeUpAlertsLater: async (order) =>
      (await launching).beginSoon(
        {
          ...{
            story: 'alerts-again',
            queue: 'looks',
            key: `${order.repository.id} alerts ${order.alert.notice.group}`,
          },
          ...{ quietMs: againMs, longestMs: againMs },
        },
        order,
      ),
  };
}

function reviewId(key: string): string {
  return `review:${key}`;
}

function partitionOf({ repository, number }: PullRef): string {
  return `${repository.id}#${number}`;
}
