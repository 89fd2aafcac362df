import { randomBytes } from 'node:crypto';
import { finopsOf } from '../src/adapters/archive/finops-of.ts';
import { openZipReader } from '../src/adapters/archive/zip/unpack.ts';
import type { Engine } from '../src/adapters/durable/engine.ts';
import { createModels } from '../src/adapters/models/models.ts';
import { readModelSettings } from '../src/adapters/models/settings.ts';
import { openAnswerShelf } from '../src/adapters/postgres/answer-shelf.ts';
import { openLedgerArchive } from '../src/adapters/postgres/archive.ts';
import { openAudit } from '../src/adapters/postgres/audit.ts';
import { openBacktestOrders } from '../src/adapters/postgres/backtest-orders.ts';
import type { Database } from '../src/adapters/postgres/database.ts';
import { openDeliveries } from '../src/adapters/postgres/deliveries.ts';
import { openFacts } from '../src/adapters/postgres/facts.ts';
import { dropUnused } from '../src/adapters/postgres/library-shelf.ts';
import { openMoneyLedger } from '../src/adapters/postgres/money-ledger.ts';
import { patiently } from '../src/adapters/postgres/patience.ts';
import { openPublications } from '../src/adapters/postgres/publications.ts';
import { openReviewBook } from '../src/adapters/postgres/review-book.ts';
import { openRuleWaivers } from '../src/adapters/postgres/rule-waivers.ts';
import { openWaivers } from '../src/adapters/postgres/waivers.ts';
import { openProgramFiles } from '../src/adapters/program-files/program-files.ts';
import { rehearse } from '../src/adapters/rehearsal/rehearsal.ts';
import { REHEARSAL_STAND_IN } from '../src/adapters/rehearsal/stand-in.ts';
import { openScanner } from '../src/adapters/scan/scanner.ts';
import type { RepositoryRef } from '../src/change/pull-request.ts';
import { renderFinopsLine } from '../src/finops/finops-line.ts';
import type { BacktestCheckPorts } from '../src/flows/backtest-check/check-ports.ts';
import type { OrderRoundPorts } from '../src/flows/backtest-check/order-round.ts';
import type { Judge } from '../src/flows/judge-change.ts';
import type { Look } from '../src/flows/judge-rules.ts';
import type { ObeyPorts } from '../src/flows/obey/commander.ts';
import type { RoundPorts } from '../src/flows/pick-up-round.ts';
import { type Prepare, reroutePull } from '../src/flows/prepare-pull.ts';
import type { HousePorts } from '../src/flows/receive-delivery.ts';
import type { RefreshPorts } from '../src/flows/refresh-library.ts';
import type { ReviewPorts } from '../src/flows/review-pull.ts';
import type { EvidenceFacts, RecordFacts } from '../src/gates/rules/rule-facts.ts';
import { exactUsd } from '../src/kernel/micro-usd.ts';
import type { AppHost } from '../src/ports/app-host.ts';
import type { Archive } from '../src/ports/archive.ts';
import type { Recompute } from '../src/ports/backtest-recomputation.ts';
import type { Journal } from '../src/ports/journal.ts';
import type { Models } from '../src/ports/models.ts';
import type { ReviewBook } from '../src/ports/review-book.ts';
import type { Stories } from '../src/ports/stories.ts';
import type { ReviewTicket } from '../src/routing/review-ticket.ts';
import { openAppLibrary } from './library/wire.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Operations } from './operations/wire.ts';
import { rememberLast } from './remembered.ts';
import { countTokens, watchSeats } from './seat-meter.ts';
import type { AppSettings } from './settings.ts';
import { VERSION } from './version.ts';

/** How long deliveries, replaced texts and ended stories are kept. */
const RETENTION_DAYS = 30;

/** How long documents and vectors are kept that nobody asked for. */
const UNUSED_DAYS = 90;

/** The outside things of one running app. */
export interface Outside {
  readonly settings: AppSettings;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly database: Database;
  readonly host: AppHost;
  /** The engine, which is launched only when its stories are known, and may tell one before that is done. */
  readonly engine: Promise<Engine>;
  readonly stories: Stories;
  readonly prepare: Prepare;
  readonly judge: Judge;
  readonly look: Look;
  readonly operations: Operations;
  readonly recompute: Recompute;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => number;
  /** Wraps the journal of every story; for meters. */
  readonly around: (journal: Journal) => Journal;
}

/** The ports of each story over its journal. */
export interface PortsOf {
  house(journal: Journal): HousePorts;
  pull(repository: RepositoryRef, journal: Journal): ObeyPorts;
  review(ticket: ReviewTicket, journal: Journal): ReviewPorts;
  /** Counts a review that has ended, and logs how. */
  countReview(ticket: ReviewTicket): Promise<void>;
  refresh(repository: RepositoryRef, journal: Journal): RefreshPorts;
  /** What the backtests of a repository's runs are judged with. */
  backtest(repository: RepositoryRef, journal: Journal): BacktestCheckPorts;
  round(journal: Journal): RoundPorts & OrderRoundPorts;
  readonly operations: Operations;
  /** Logs as a warning what operations have to say to who runs this server. */
  readonly complain: (facts: object, words: string) => void;
  forget(at: Date, journal: Journal): Promise<void>;
}

/** Joins the flows of the app with their adapters. */
export function wireApp(outside: Outside): PortsOf {
  const { settings, database, host, now, prepare, metrics, around } = outside;
  const book = patiently(openReviewBook(database, now), ['exclusively']);
  const models = settings.rehearsal ? rehearse() : createModels(readModelSettings(outside.environment));
  const shared = { book, ...openShared(outside) };
  const deliveries = patiently(openDeliveries(database));
  const preparation = (repository: RepositoryRef) => ({
    prepare,
    rehearsal: settings.rehearsal ? REHEARSAL_STAND_IN : null,
    shelf: shared.library.shelf,
    askVectors: shared.library.vectors(repository),
  });
  const pull = (repository: RepositoryRef, journal: Journal): ObeyPorts => ({
    ...shared,
    rehearses: settings.rehearsal,
    host: host.repository(repository),
    operations: outside.operations.questions(repository),
    journal: around(journal),
    reroute: (ticket) =>
      reroutePull(ticket, { ...shared, ...preparation(ticket.pull.repository), host: host.repository(repository) }),
  });
  const house = (journal: Journal): HousePorts => {
    const at = (repository: RepositoryRef) => pull(repository, journal);
    return { ...shared, deliveries, journal: around(journal), at };
  };
  return {
    house,
    pull,
    refresh: (repository, journal) => ({
      ...pull(repository, journal),
      shelf: shared.library.shelf,
      embedding: settings.rehearsal ? null : shared.library.embedding(repository),
    }),
    backtest: (repository, journal) => ({
      ...pull(repository, journal),
      archives: openZipReader(),
      recompute: outside.recompute,
    }),
    round: (journal) => ({ ...house(journal), app: host, backtestOrders: shared.backtestOrders }),
    review: (ticket, journal) => {
      const { repository } = ticket.pull;
      tellBeginning(ticket, outside.log);
      return { ...pull(repository, journal), ...preparation(repository), ...openSession(ticket, { models, outside }) };
    },
    operations: metered(outside),
    complain: (facts, words) => outside.log.warn(facts, words),
    countReview: async (ticket) => metrics.countReview(await tellEnd(ticket, book, outside.log)),
    forget: (at, journal) => forget(at, journal, outside),
  };
}

/** Operations, with the journal of their stories wrapped as that of all others. */
function metered({ operations, around }: Outside): Operations {
  return { ...operations, ports: (repository, journal) => operations.ports(repository, around(journal)) };
}

/** What one review asks, and where it keeps what it paid for. */
function openSession(
  { key, pull }: ReviewTicket,
  { models, outside: { database, now, metrics, log } }: { readonly models: Models; readonly outside: Outside },
) {
  const { repository, number } = pull;
  return {
    models: countTokens(models, metrics),
    answers: patiently(openAnswerShelf(database, pull, now)),
    archive: tellCosts(patiently(openLedgerArchive(database, { reviewKey: key })), log),
    money: patiently(openMoneyLedger(database, { reviewKey: key, repositoryId: repository.id, pull: number }, now)),
    witness: watchSeats(metrics),
  };
}

/** Deletes what is old and no longer needed. */
async function forget(at: Date, journal: Journal, { database, now, engine }: Outside): Promise<void> {
  const old = daysBefore(at, RETENTION_DAYS);
  await journal.step('retire old records', () => openFacts(database, now).retire(old));
  await journal.step('forget ended stories', async () => (await engine).forget(old));
  await journal.step('drop documents that nobody used', () => dropUnused(database, daysBefore(at, UNUSED_DAYS)));
}

function daysBefore(at: Date, days: number): Date {
  return new Date(at.getTime() - days * 86_400_000);
}

/** What every story works with, beside the book. */
function openShared({ settings, environment, database, stories, judge, look, now, log }: Outside) {
  return {
    judge,
    look,
    remembered: { evidence: rememberLast<EvidenceFacts>(), records: rememberLast<RecordFacts>() },
    publications: patiently(openPublications(database)),
    audit: patiently(openAudit(database)),
    waivers: patiently(openWaivers(database)),
    ruleWaivers: patiently(openRuleWaivers(database)),
    backtestOrders: patiently(openBacktestOrders(database)),
    drawNonce: () => randomBytes(16).toString('hex'),
    stories,
    clock: { now },
    hostUrl: settings.github.url,
    rulesUrl: settings.publicUrl === null ? null : `${settings.publicUrl.replace(/\/+$/, '')}/rules`,
    program: openProgramFiles(VERSION),
    prover: openScanner(),
    library: openAppLibrary({ database, environment, now, log, rehearsal: settings.rehearsal }),
  };
}

/** The same archive, which logs the cost record of each session once it is kept. */
function tellCosts(archive: Archive, log: Log): Archive {
  return {
    open: (createdAt) => archive.open(createdAt),
    keepParseFailure: (sessionId, failure) => archive.keepParseFailure(sessionId, failure),
    keep: async (finished) => {
      const kept = await archive.keep(finished);
      const line: object = JSON.parse(renderFinopsLine(finopsOf(finished.session)));
      log.info(line, 'a session was kept; this is what it cost');
      return kept;
    },
  };
}

/** Logs that a review begins, or goes on after its process has died. */
function tellBeginning(ticket: ReviewTicket, log: Log): void {
  log.info(placeOf(ticket), 'a review begins or goes on');
}

/** Logs how a review ended and what it cost; returns its status. */
async function tellEnd(
  ticket: ReviewTicket,
  book: Pick<ReviewBook, 'find' | 'readSession'>,
  log: Log,
): Promise<string> {
  const row = await book.find(ticket.key);
  const id = row?.sessionId ?? null;
  const kept = id === null ? null : await book.readSession(id);
  const microUsd = kept?.session.finops.totals.micro_usd ?? null;
  const status = row?.status ?? 'unknown';
  const cost = microUsd === null ? { usd: null } : { usd: exactUsd(microUsd), micro_usd: microUsd };
  log.info({ ...placeOf(ticket), status, session: id, conclusion: row?.conclusion ?? null, ...cost }, 'a review ended');
  return status;
}

/** Ids and numbers alone: what strangers wrote stays out of the log. */
function placeOf({ pull, head }: ReviewTicket): object {
  return { repository: pull.repository.id, pull: pull.number, head };
}
