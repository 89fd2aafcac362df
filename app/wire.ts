import type { Engine } from '../src/adapters/durable/engine.ts';
import { createModels } from '../src/adapters/models/models.ts';
import { readModelSettings } from '../src/adapters/models/settings.ts';
import { openLedgerArchive } from '../src/adapters/postgres/archive.ts';
import { openAudit } from '../src/adapters/postgres/audit.ts';
import type { Database } from '../src/adapters/postgres/database.ts';
import { openDeliveries } from '../src/adapters/postgres/deliveries.ts';
import { openFacts } from '../src/adapters/postgres/facts.ts';
import { openMoneyLedger } from '../src/adapters/postgres/money-ledger.ts';
import { patiently } from '../src/adapters/postgres/patience.ts';
import { openPublications } from '../src/adapters/postgres/publications.ts';
import { openReviewBook } from '../src/adapters/postgres/review-book.ts';
import { openProgramFiles } from '../src/adapters/program-files/program-files.ts';
import { rehearse } from '../src/adapters/rehearsal/rehearsal.ts';
import { REHEARSAL_STAND_IN } from '../src/adapters/rehearsal/stand-in.ts';
import type { RepositoryRef } from '../src/change/pull-request.ts';
import type { RoundPorts } from '../src/flows/pick-up-round.ts';
import type { Prepare } from '../src/flows/prepare-pull.ts';
import type { HousePorts } from '../src/flows/receive-delivery.ts';
import type { ReviewPorts } from '../src/flows/review-pull.ts';
import type { TakeUpPorts } from '../src/flows/take-up-pull.ts';
import type { AppHost } from '../src/ports/app-host.ts';
import type { Journal } from '../src/ports/journal.ts';
import type { Stories } from '../src/ports/stories.ts';
import type { ReviewTicket } from '../src/routing/review-ticket.ts';
import type { Metrics } from './metrics.ts';
import { countTokens, watchSeats } from './seat-meter.ts';
import type { AppSettings } from './settings.ts';
import { VERSION } from './version.ts';

/** How long deliveries, replaced texts and ended stories are kept. */
const RETENTION_DAYS = 30;

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
  readonly metrics: Metrics;
  readonly now: () => number;
  /** Wraps the journal of every story; for meters. */
  readonly around: (journal: Journal) => Journal;
}

/** The ports of each story over its journal. */
export interface PortsOf {
  house(journal: Journal): HousePorts;
  pull(repository: RepositoryRef, journal: Journal): TakeUpPorts;
  review(ticket: ReviewTicket, journal: Journal): ReviewPorts;
  /** Counts a review that has ended. */
  countReview(ticket: ReviewTicket): Promise<void>;
  round(journal: Journal): RoundPorts;
  forget(at: Date, journal: Journal): Promise<void>;
}

/** Joins the flows of the app with their adapters. */
export function wireApp(outside: Outside): PortsOf {
  const { settings, database, host, now, prepare, metrics, around } = outside;
  const clock = { now };
  const book = patiently(openReviewBook(database, now), ['exclusively']);
  const models = settings.rehearsal ? rehearse() : createModels(readModelSettings(outside.environment));
  const shared = {
    book,
    publications: patiently(openPublications(database)),
    audit: patiently(openAudit(database)),
    stories: outside.stories,
    clock,
    hostUrl: settings.github.url,
    program: openProgramFiles(VERSION),
  };
  const deliveries = patiently(openDeliveries(database));
  const pull = (repository: RepositoryRef, journal: Journal): TakeUpPorts => ({
    ...shared,
    host: host.repository(repository),
    journal: around(journal),
  });
  const house = (journal: Journal): HousePorts => ({
    ...shared,
    deliveries,
    journal: around(journal),
    at: (repository) => pull(repository, journal),
  });
  return {
    house,
    pull,
    round: (journal) => ({ ...house(journal), app: host }),
    review: ({ key, pull: ref }, journal) => ({
      ...pull(ref.repository, journal),
      prepare,
      rehearsal: settings.rehearsal ? REHEARSAL_STAND_IN : null,
      models: countTokens(models, metrics),
      archive: patiently(openLedgerArchive(database, { reviewKey: key })),
      money: patiently(
        openMoneyLedger(database, { reviewKey: key, repositoryId: ref.repository.id, pull: ref.number }, now),
      ),
      witness: watchSeats(metrics),
    }),
    countReview: async ({ key }) => metrics.countReview((await book.find(key))?.status ?? 'unknown'),
    forget: async (at, journal) => {
      const olderThan = new Date(at.getTime() - RETENTION_DAYS * 86_400_000);
      await journal.step('retire old records', () => openFacts(database, now).retire(olderThan));
      await journal.step('forget ended stories', () => outside.engine.then((engine) => engine.forget(olderThan)));
    },
  };
}
