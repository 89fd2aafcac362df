import { randomBytes } from 'node:crypto';
import { type Deliveries, type Delivery, makeDeliveries } from './deliveries.ts';
import { type CallMatcher, type Failure, makeFailures } from './failures.ts';
import { appKeys } from './keys.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { Route } from './route.ts';
import { makeRouter } from './router.ts';
import { activityRoute } from './routes/activity.ts';
import { appRoutes, newManifestCode } from './routes/app.ts';
import { archiveRoute } from './routes/archive.ts';
import { checkRoutes } from './routes/checks.ts';
import { commentRoutes } from './routes/comments.ts';
import { commitRoutes } from './routes/commits.ts';
import { contentRoutes } from './routes/contents.ts';
import { historyRoute } from './routes/history.ts';
import { issueRoutes } from './routes/issues.ts';
import { labelRoute } from './routes/labels.ts';
import { metaRoutes } from './routes/meta.ts';
import { pullRoutes } from './routes/pulls.ts';
import { repositoryRoutes } from './routes/repository.ts';
import { reviewCommentRoutes } from './routes/review-comments.ts';
import { reviewRequestRoutes } from './routes/review-requests.ts';
import { rulesetRoutes } from './routes/rulesets.ts';
import { statusRoute } from './routes/statuses.ts';
import { teamRoutes } from './routes/teams.ts';
import { timelineRoute } from './routes/timeline.ts';
import { variableRoutes } from './routes/variables.ts';
import { workflowRoutes } from './routes/workflows.ts';
import { writingRoutes } from './routes/writing.ts';
import { issuePlainToken, type PlainTokenOrder, type Tokens } from './tokens.ts';
import { type GitHubCall, openWire, type Wire } from './wire.ts';
import { makeWorkbench, type Workbench } from './workbench.ts';
import type { AppIdentity, Happening, OwnApp, Permissions, World } from './world.ts';

/** How a fake GitHub begins. */
export interface GitHubOptions {
  readonly slug?: string;
  /** What installations grant unless told otherwise. */
  readonly permissions?: Permissions;
  /** The events that the app has asked for. */
  readonly events?: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly now?: () => Date;
  /** Where webhooks go; none are sent until it is known. */
  readonly webhookUrl?: string;
  /** How long a webhook may take: GitHub's ten seconds unless told otherwise. */
  readonly deliveryTimeoutMs?: number;
}

/** A GitHub of our own on loopback: it speaks the real wire format and writes down whatever GitHub would refuse. */
export interface FakeGitHub extends Workbench {
  /** Base of REST and GraphQL, without a slash at the end. */
  readonly url: string;
  readonly appId: number;
  readonly slug: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Our app, as it is named in what it wrote. */
  readonly app: AppIdentity;
  /** Requests that the real one would refuse or that it does not know, and answers of the fake that it would not give. */
  readonly violations: readonly string[];
  /** Every request, in the order in which they were answered. */
  readonly calls: readonly GitHubCall[];
  /** Every attempt to tell the app something, in the order in which they ended. */
  readonly deliveries: readonly Delivery[];
  /** A token of a workflow or of a person, with some permissions in some repositories. */
  plainToken(order: PlainTokenOrder): string;
  setWebhook(url: string | null): void;
  deliver(event: string, payload: object): Promise<Delivery>;
  redeliver(deliveryId: number): Promise<Delivery>;
  /** Ends when no delivery is under way. */
  delivered(): Promise<void>;
  /** Lets the next calls that match fail: once, or as often as told. */
  fail(matcher: CallMatcher, failure: Failure, times?: number): void;
  /** How many ordered failures no call has met yet. */
  readonly failuresWaiting: () => number;
  /** A code with which the app can be fetched once after it was made from a manifest. */
  manifestCode(): string;
  /** From now on nothing listens, and deliveries under way are given up; the state stays. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  restart(): Promise<void>;
}

/** Starts a fake GitHub on a free loopback port. */
export async function startGitHub(options: GitHubOptions = {}): Promise<FakeGitHub> {
  const place: { wire?: Wire; deliveries?: Deliveries } = {};
  const world = makeWorld(options, {
    url: () => place.wire?.url() ?? '',
    announce: (happening) => place.deliveries?.announce(happening),
  });
  const { deliveryTimeoutMs: timeoutMs } = options;
  const deliveries = makeDeliveries(world, timeoutMs === undefined ? {} : { timeoutMs });
  deliveries.setAddress(options.webhookUrl ?? null);
  place.deliveries = deliveries;
  const manifestCodes = new Set<string>();
  const tokens: Tokens = new Map();
  const failures = makeFailures();
  const calls: GitHubCall[] = [];
  const routes = allRoutes(deliveries, manifestCodes);
  const match = makeRouter(routes);
  const wire = await openWire({ service: { world, tokens, match }, failures, calls });
  place.wire = wire;
  const { id: appId, slug, name, clientId, clientSecret, privateKey, webhookSecret } = world.app;
  return {
    ...makeWorkbench(world),
    ...{ url: wire.url(), appId, slug, clientId, clientSecret, privateKey, webhookSecret },
    app: { id: appId, slug, name, clientId },
    violations: world.violations,
    calls,
    deliveries: deliveries.log,
    plainToken: (order) => issuePlainToken(tokens, order),
    setWebhook: deliveries.setAddress,
    deliver: deliveries.deliver,
    redeliver: deliveries.redeliver,
    delivered: deliveries.settled,
    fail: (matcher, failure, times) => {
      assertKnown(matcher, routes);
      failures.order(matcher, failure, times);
    },
    failuresWaiting: failures.waiting,
    manifestCode: () => {
      const code = newManifestCode();
      manifestCodes.add(code);
      return code;
    },
    stop: async () => {
      await wire.stop();
      await deliveries.abandon();
    },
    restart: wire.restart,
  };
}

/** A key with a typing error would never be met. */
function assertKnown(matcher: CallMatcher, routes: readonly Route[]): void {
  if (typeof matcher !== 'string' || !matcher.includes('{')) return;
  if (!routes.some(({ operation }) => operation === matcher)) throw new Error(`the fake has no operation ${matcher}`);
}

const PERMISSIONS: Permissions = {
  actions: 'read',
  actions_variables: 'read',
  checks: 'write',
  contents: 'read',
  issues: 'write',
  members: 'read',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'read',
};

const EVENTS = [
  'check_run',
  'issue_comment',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'status',
  'pull_request_review_comment',
];

function makeWorld(options: GitHubOptions, { url, announce }: Pick<World, 'url' | 'announce'>): World {
  let id = 1_000;
  return {
    app: makeApp(options),
    limits: { ...LIMITS, ...options.limits },
    accounts: new Map(),
    gone: new Set(),
    sharedVariables: [],
    repositories: [],
    teams: new Map(),
    statuses: [],
    installations: [],
    comments: new Map(),
    checks: new Map(),
    violations: [],
    url,
    now: options.now ?? (() => new Date()),
    nextId: () => {
      id += 1;
      return id;
    },
    announce: (happening: Happening) => announce(happening),
  };
}

function makeApp({ slug = 'conclave-test', permissions = PERMISSIONS, events = EVENTS }: GitHubOptions): OwnApp {
  const { privateKey, publicKey } = appKeys();
  return {
    id: 48_015,
    slug,
    name: slug,
    clientId: 'Iv23liFakeGitHub0001',
    clientSecret: randomBytes(20).toString('hex'),
    webhookSecret: randomBytes(20).toString('hex'),
    privateKey,
    publicKey,
    events,
    permissions,
  };
}

/** In the order in which they are tried: what is longer stands before what would swallow it. */
function allRoutes(deliveries: Deliveries, manifestCodes: Set<string>): readonly Route[] {
  return [
    ...appRoutes(deliveries, manifestCodes),
    ...metaRoutes,
    ...reviewCommentRoutes,
    ...pullRoutes,
    ...writingRoutes,
    ...reviewRequestRoutes,
    timelineRoute,
    ...variableRoutes,
    ...workflowRoutes,
    activityRoute,
    ...commentRoutes,
    ...checkRoutes,
    statusRoute,
    ...teamRoutes,
    ...contentRoutes,
    archiveRoute,
    ...commitRoutes,
    historyRoute,
    ...issueRoutes,
    labelRoute,
    ...rulesetRoutes,
    ...repositoryRoutes,
  ];
}
