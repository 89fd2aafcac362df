import { describe, expect, it } from 'vitest';
import type { Rerouted } from '../../src/flows/prepare-pull.ts';
import { isRoutedAnew, type KnownRoute, type ReroutePorts } from '../../src/flows/route-anew.ts';
import type { Permission } from '../../src/ports/guard-host.ts';
import type { ReviewRow } from '../../src/ports/review-book.ts';
import type { Route } from '../../src/routing/route.ts';

const BY_LABEL = 'version: 1\nrouting:\n  - id: wanted\n    when: { labels: [risk] }\n    then: { experts: [ops] }\n';
const BY_PATH = BY_LABEL.replace('labels: [risk]', 'paths: ["**"]');
const ROUTE: Route = {
  session_type: 'pr_review',
  depth: 'light',
  experts: ['ops'],
  models: {},
  budget_usd: null,
  ...{ reviewers: [], teams: [], labels: [], rows: [], undecided: [] },
};
const SKIP: Route = { ...ROUTE, depth: 'skip', experts: null };
const FULL: Route = { ...ROUTE, depth: 'full', experts: null };

interface Scene {
  readonly config?: string;
  readonly review?: Partial<ReviewRow>;
  readonly speaks?: boolean;
  readonly held?: Route | null;
  readonly now: Route | Exclude<Rerouted['kind'], 'routed'>;
  readonly permission?: Permission;
}

async function play({ config = BY_LABEL, review, speaks = true, held = null, now, permission = 'write' }: Scene) {
  const row = { key: 'k', status: 'refused', cause: 'routing', sessionId: null, ...review } as ReviewRow;
  const asked: string[] = [];
  const ports = {
    journal: { step: async (_: string, work: () => Promise<unknown>) => work() },
    host: { permissionOf: async () => permission },
    book: { readSession: async () => ({ session: { route: held } }) },
    reroute: async ({ key }: { key: string }): Promise<Rerouted> => {
      asked.push(key);
      return typeof now === 'string' ? { kind: now } : { kind: 'routed', route: now };
    },
  } as unknown as ReroutePorts;
  const files = [{ path: '.github/conclave.yml', reading: { kind: 'text', text: config } }];
  const known = {
    review: row,
    standing: speaks ? row : null,
    ticket: { key: 'k' },
    pull: { author: { login: 'eve' } },
    ground: { commit: 'tip', files },
  } as unknown as KnownRoute;
  return { isAnew: await isRoutedAnew(known, ports), asked };
}

const published = { status: 'published', cause: null, sessionId: 's' } as const;
const misconfigured = { cause: 'configuration' } as const;

describe('a review on record whose pull request is looked at again', () => {
  it.each<[behaviour: string, scene: Scene]>([
    ['was skipped, and a row asks for a session now', { now: ROUTE }],
    ['was skipped, and two rows contradict each other now', { now: 'refused' }],
    ['was refused for a contradiction that is gone', { review: misconfigured, now: ROUTE }],
    ['was refused for a contradiction, and is skipped now', { review: misconfigured, now: SKIP }],
    ['was light, and is full now', { review: published, held: ROUTE, now: FULL }],
  ])('is due anew when it %s', async (_, scene) => {
    expect(await play(scene)).toEqual({ isAnew: true, asked: ['k'] });
  });

  it.each<[behaviour: string, scene: Scene]>([
    ['was skipped, and still is', { now: SKIP }],
    ['was skipped, and the change cannot be read now', { now: 'unknown' }],
    ['was refused for a contradiction that is still there', { review: misconfigured, now: 'refused' }],
    ['was full, and would be light now', { review: published, held: FULL, now: ROUTE }],
    ['was held, and would be skipped now', { review: published, held: ROUTE, now: SKIP }],
    ['was held, and two rows contradict each other now', { review: published, held: ROUTE, now: 'refused' }],
    ['was held before routes were kept', { review: published, held: null, now: FULL }],
  ])('stands when it %s', async (_, scene) => {
    expect(await play(scene)).toEqual({ isAnew: false, asked: ['k'] });
  });

  it.each<[behaviour: string, scene: Scene]>([
    ['no row asks for labels, title or base', { config: BY_PATH, now: ROUTE }],
    ['there are no rows but the built-in ones', { config: 'version: 1\n', now: ROUTE }],
    ['the configuration cannot be read', { config: 'version: 2\n', now: ROUTE }],
    ['its author has no write access', { permission: 'read', now: ROUTE }],
    ['another review speaks for the pull request', { review: published, speaks: false, held: ROUTE, now: FULL }],
    ['it was refused for its budget', { review: { cause: 'budget' }, now: ROUTE }],
    ['it runs', { review: { status: 'running', cause: null }, now: ROUTE }],
  ])('stands, and nothing is read, when %s', async (_, scene) => {
    expect(await play(scene)).toEqual({ isAnew: false, asked: [] });
  });
});
