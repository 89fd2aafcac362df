import { createLog } from '../../app/log.ts';
import { createMetrics } from '../../app/metrics.ts';
import { openOperations } from '../../app/operations/wire.ts';
import type { AppSettings } from '../../app/settings.ts';
import { VERSION } from '../../app/version.ts';
import { type PortsOf, wireApp } from '../../app/wire.ts';
import { openAppHost } from '../../src/adapters/github/app-host.ts';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { openReviewBook } from '../../src/adapters/postgres/review-book.ts';
import { openProgramFiles } from '../../src/adapters/program-files/program-files.ts';
import { groundFiles } from '../../src/flows/ground-texts.ts';
import type { Prepare } from '../../src/flows/prepare-pull.ts';
import { type Preparation, prepareReview } from '../../src/flows/prepare-review.ts';
import { refuseBeyondReach } from '../../src/flows/refuse-hopeless.ts';
import type { ReviewOrder } from '../../src/flows/review-order.ts';
import type { ReviewBook } from '../../src/ports/review-book.ts';
import type { Stories } from '../../src/ports/stories.ts';
import type { ReviewTicket } from '../../src/routing/review-ticket.ts';
import { type FakeGitHub, startGitHub } from '../fakes/github/github.ts';
import { plainScanner } from '../fixtures/plain-scanner.ts';

/** What a review was prepared from, and what came of it. */
export interface Prepared {
  readonly order: ReviewOrder;
  readonly preparation: Preparation;
  /** Prepares the same again with another order. */
  prepareAs(order: ReviewOrder): Promise<Preparation>;
}

/** The whole app in this process, with the real adapters and a GitHub of our own; no story waits for anything. */
export interface LifeStage {
  readonly github: FakeGitHub;
  readonly database: Database;
  readonly book: ReviewBook;
  readonly ports: PortsOf;
  /** The reviews that were begun and not told yet; whoever tells them takes them out. */
  readonly tickets: ReviewTicket[];
  /** The reviews that were prepared and not looked at yet. */
  readonly prepared: Prepared[];
  stop(): Promise<void>;
}

/** Opens a stage on a database. */
export async function openLifeStage(database: Database): Promise<LifeStage> {
  const github = await startGitHub();
  const tickets: ReviewTicket[] = [];
  const prepared: Prepared[] = [];
  const { appId, privateKey, url } = github;
  const settings: AppSettings = {
    ...{ home: '/nonexistent/conclave', databaseUrl: database.url, host: '127.0.0.1', port: 0, publicUrl: null },
    github: { apiUrl: url, url, pacing: 'off' },
    credentials: null,
    ...{ features: [], rehearsal: false, log: { level: 'error', format: 'json' } },
  };
  const host = openAppHost({ appId, privateKey, apiUrl: url, pacing: 'none' });
  const ports = wireApp({
    settings,
    environment: {},
    database,
    host,
    engine: nobody('the engine'),
    stories: tellAtOnce(tickets),
    prepare: watch(prepared),
    judge: () => nobody('a judge of gates'),
    look: () => nobody('a look of the rules'),
    operations: openOperations({
      home: settings.home,
      database,
      host,
      program: openProgramFiles(VERSION),
      now: Date.now,
    }),
    recompute: () => nobody('figures of a backtest'),
    metrics: createMetrics(),
    log: createLog({ level: 'fatal', format: 'json' }),
    now: Date.now,
    around: (journal) => journal,
  });
  return {
    ...{ github, database, ports, tickets, prepared },
    book: openReviewBook(database, Date.now),
    stop: () => github.stop(),
  };
}

/** As the app prepares, with the rules at work in this process. */
const prepare: Prepare = async (order, ground, survey) => {
  const base = { repository: groundFiles(ground), commit: ground.commit };
  const from = { program: openProgramFiles(VERSION), base };
  const prepared = await prepareReview(order, from, { scanner: plainScanner, survey });
  if (prepared.kind === 'session') refuseBeyondReach(prepared.request);
  return prepared;
};

function watch(prepared: Prepared[]): Prepare {
  return async (order, ground, survey) => {
    const preparation = await prepare(order, ground, survey);
    prepared.push({ order, preparation, prepareAs: (other) => prepare(other, ground, survey) });
    return preparation;
  };
}

function nobody(what: string): Promise<never> {
  const asked = Promise.reject<never>(new Error(`nobody expects ${what} here`));
  asked.catch(() => undefined);
  return asked;
}

/** Reviews are told by the life itself; of what an app does beside them nothing belongs to it. */
function tellAtOnce(tickets: ReviewTicket[]): Stories {
  const never = (what: string) => () => nobody(what);
  return {
    takeUpSoon: never('a look for later'),
    takeUp: never('a look of its own'),
    startGuard: never('the guard'),
    judgeRules: never('the rules'),
    judgeRulesSoon: never('the rules'),
    judgeBacktest: never('a backtest'),
    startReview: async (ticket) => {
      tickets.push(ticket);
    },
    stopReview: async () => undefined,
    canResume: async () => false,
    resumeReview: never('a review that goes on'),
    isReviewAlive: async () => false,
    startCommand: never('a command'),
    hearSoon: async () => undefined,
    startHearing: never('a hearing'),
    startIncidentCommand: never('a command about an incident'),
    startOpsAnswer: never('a question about operations'),
    startStateLook: never('a look at the state'),
    takeUpAlerts: never('alerts'),
    takeUpAlertsLater: never('alerts'),
    startRefresh: never('a refresh'),
  };
}
