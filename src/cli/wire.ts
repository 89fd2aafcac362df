import { type FileArchive, openFileArchive } from '../adapters/archive/file-archive.ts';
import { readDiffFile } from '../adapters/files/diff-file.ts';
import { openRepository } from '../adapters/git/repository.ts';
import { createModels } from '../adapters/models/models.ts';
import { preloadModels } from '../adapters/models/preload.ts';
import { readModelSettings } from '../adapters/models/settings.ts';
import { openProgramFiles } from '../adapters/program-files/program-files.ts';
import { rehearse } from '../adapters/rehearsal/rehearsal.ts';
import { REHEARSAL_STAND_IN } from '../adapters/rehearsal/stand-in.ts';
import { openScanner } from '../adapters/scan/scanner.ts';
import type { Catalog } from '../finops/catalog.ts';
import { NO_ANSWERS } from '../flows/no-answers.ts';
import type { SessionPorts } from '../flows/session-ports.ts';
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

export { openRepository, openScanner, REHEARSAL_STAND_IN, readDiffFile };

/** The files that came with this installation. */
export function openProgram(): ProgramFiles {
  return openProgramFiles(VERSION);
}

/** Joins the review flow with its adapters: real models or the rehearsal, files on disk, steps that just run. */
export function wireReview(options: ReviewOptions, catalog: Catalog, terminal: Terminal): Omit<ReviewPorts, 'witness'> {
  const models = options.rehearsal ? rehearse() : createModels(readModelSettings(terminal.environment));
  return {
    models: watchSpending(models, catalog),
    answers: NO_ANSWERS,
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

/** A session in one process that is not begun again: its purse knows all there is to know. */
const unwrittenMoney: MoneyLedger = {
  interruptedTries: async () => 0,
  reserve: async () => undefined,
  settle: async () => undefined,
};

const plainJournal: Journal = { step: (_name, effect) => effect() };
