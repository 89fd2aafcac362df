import { type FileArchive, openFileArchive } from '../adapters/archive/file-archive.ts';
import { readDiffFile } from '../adapters/files/diff-file.ts';
import { openRepository } from '../adapters/git/repository.ts';
import { createModels } from '../adapters/models/models.ts';
import { preloadModels } from '../adapters/models/preload.ts';
import { readModelSettings } from '../adapters/models/settings.ts';
import { openProgramFiles } from '../adapters/program-files/program-files.ts';
import { REHEARSAL_MODEL, rehearse } from '../adapters/rehearsal/rehearsal.ts';
import type { Catalog } from '../finops/catalog.ts';
import type { SessionPorts } from '../flows/hold-session.ts';
import type { ReviewOrder } from '../flows/prepare-review.ts';
import type { Journal } from '../ports/journal.ts';
import type { MoneyLedger } from '../ports/money.ts';
import type { ProgramFiles } from '../ports/program-files.ts';
import type { ReviewOptions } from './review/options.ts';
import { type WatchedModels, watchSpending } from './review/spending.ts';
import type { Terminal } from './terminal.ts';
import { VERSION } from './version.ts';

/** The ports of a session in a terminal: its models are watched, its archive can be left at any moment. */
export interface ReviewPorts extends SessionPorts {
  readonly models: WatchedModels;
  readonly archive: FileArchive;
}

export { openRepository, readDiffFile };

/** The files that came with this installation. */
export function openProgram(): ProgramFiles {
  return openProgramFiles(VERSION);
}

/** Joins the review flow with its adapters: real models or the rehearsal, files on disk, steps that just run. */
export function wireReview(options: ReviewOptions, catalog: Catalog, terminal: Terminal): Omit<ReviewPorts, 'witness'> {
  const models = options.rehearsal ? rehearse() : createModels(readModelSettings(terminal.environment));
  return {
    models: watchSpending(models, catalog),
    journal: plainJournal,
    archive: openFileArchive(options.out),
    money: unwrittenMoney,
    clock: { now: () => terminal.now() },
  };
}

/** Begins to load what the models need, while the input is still being read; a run that asks none loads nothing. */
export function beginLoading({ rehearsal, dryRun }: ReviewOptions): void {
  if (!rehearsal && !dryRun) void preloadModels();
}

/** What stands in for language models in a rehearsal: one that is free and has room for everything. */
export function rehearsalStandIn(): NonNullable<ReviewOrder['rehearsal']> {
  const free = { aboveInputTokens: 0, inputPerMillion: 0, cachedInputPerMillion: 0, outputPerMillion: 0 };
  const model = {
    id: REHEARSAL_MODEL,
    windowTokens: 1_000_000_000,
    maxOutputTokens: 100_000,
    price: { tiers: [free] as const },
    source: 'no model is asked',
    date: '2026-01-01',
    verified: true,
    note: null,
  };
  return { model: REHEARSAL_MODEL, catalog: { fileName: 'the rehearsal', models: [model] } };
}

/** A session in one process that is not begun again: its purse knows all there is to know. */
const unwrittenMoney: MoneyLedger = {
  interruptedTries: async () => 0,
  reserve: async () => undefined,
  settle: async () => undefined,
};

const plainJournal: Journal = { step: (_name, effect) => effect() };
