import { join } from 'node:path';
import type { ChangeSubject, Subject } from '../../evidence/observe.ts';
import type { SurveyFiles } from '../../flows/read-survey.ts';
import type { ReviewGround } from '../../flows/review-ground.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import type { ChangeReading, Repository } from '../../ports/repository.ts';
import { listPaths } from '../path-list.ts';
import type { Terminal } from '../terminal.ts';
import { openProgram, openRepository, readDiffFile } from '../wire.ts';
import { readBefore } from './before-change.ts';
import { readArtifact } from './input.ts';
import type { Reviewed, ReviewOptions } from './options.ts';
import { withoutOwnFiles } from './own-files.ts';
import { folderWithin, inRepository, withinFolder } from './within-folder.ts';

interface Based {
  readonly repository: Repository;
  readonly commit: string;
}

/** What was read, what instructs its review, and what a person should know of the reading. */
export interface ReviewedInput {
  readonly subject: Subject;
  readonly ground: ReviewGround;
  /** Where files and documents around the review are read; null when no repository is known. */
  readonly around: SurveyFiles | null;
  readonly remarks: readonly string[];
}

/** The same for a change. */
export interface ReviewedChange extends ReviewedInput {
  readonly subject: ChangeSubject;
}

/** Where a change is looked for, and by which command. */
export interface ChangeSearch {
  readonly reviewed: Exclude<Reviewed, { readonly kind: 'artifact' }>;
  /** Null when none was named and the input needs none. */
  readonly repo: string | null;
  /** Folders that sessions write into; what stands there is no change of a person. */
  readonly outputs: readonly string[];
  readonly command: string;
}

/** Reads the named input and finds the commit that its configuration is read from. */
export async function readReviewed(options: ReviewOptions, terminal: Terminal): Promise<ReviewedInput> {
  const { reviewed, repo } = options;
  if (reviewed.kind !== 'artifact') {
    const outputs = [options.out, join(terminal.folder, 'committee')];
    return readChange({ reviewed, repo, outputs, command: 'review' }, terminal);
  }
  const artifact = await readArtifact(reviewed.file);
  const base = await baseOf(repo, terminal);
  return {
    subject: { kind: 'artifact', ...artifact },
    ground: groundOf(base),
    around: base?.repository ?? null,
    remarks: [],
  };
}

/** Reads a branch or a diff, and finds the commit that its configuration is read from. */
export async function readChange(search: ChangeSearch, terminal: Terminal): Promise<ReviewedChange> {
  const { reviewed, repo, outputs, command } = search;
  if (reviewed.kind === 'change') {
    return readRange(await openRepository(repo ?? terminal.folder, terminal.environment), reviewed, outputs);
  }
  if (reviewed.file === '-') refuseKeyboard(terminal.input, command);
  const reading = await readDiffFile({ file: reviewed.file, folder: repo, input: terminal.input });
  const base = await baseOf(repo, terminal);
  return {
    subject: { kind: 'change', change: reading.change },
    ...(await diffGround(base, reading, repo)),
    remarks: remarksOn(reading),
  };
}

/**
 * What instructs the review of a diff stands in the repository; documents and files around it in the folder that was
 * named, where the diff's own paths lead to its files.
 */
async function diffGround(
  base: Based | null,
  { change, misfits }: ChangeReading,
  repo: string | null,
): Promise<Pick<ReviewedInput, 'ground' | 'around'>> {
  if (base === null) return { ground: groundOf(null), around: null };
  const { repository, commit } = base;
  const folder = repo === null || misfits.length > 0 ? '' : await folderWithin(repository.folder ?? repo, repo);
  if (folder === '') {
    const before = readBefore(repository, change);
    return { ground: groundOf({ repository: before, commit }), around: before };
  }
  return {
    ground: groundOf({ repository: readBefore(repository, inRepository(change, folder)), commit }),
    around: readBefore(withinFolder(repository, folder), change),
  };
}

async function readRange(
  repository: Repository,
  range: { base: string; head: string | null },
  outputs: readonly string[],
): Promise<ReviewedChange> {
  const reading = await repository.readRange(range);
  const commit = reading.baseTip ?? reading.change.base;
  const base = commit === null ? null : { repository, commit };
  const { folder } = repository;
  const uncommitted =
    folder === null
      ? reading.uncommitted
      : await withoutOwnFiles(reading.uncommitted, folder, [...outputs, join(folder, 'committee')]);
  const remarks = remarksOn({ ...reading, uncommitted });
  return {
    subject: { kind: 'change', change: reading.change },
    ground: groundOf(base),
    around: base && repository,
    remarks,
  };
}

/** Nobody types a diff: without this, the program would wait for one in silence. */
function refuseKeyboard(input: Terminal['input'], command: string): void {
  if (!('isTTY' in input) || input.isTTY !== true) return;
  throw new AppError('bad-input', 'nothing is piped into standard input', {
    where: '--diff -',
    expected: `a unified diff, e.g. git diff main...HEAD | conclave ${command} --diff -`,
    advice: `For the branch you are on: conclave ${command} --base main`,
  });
}

function groundOf(base: ReviewGround['base']): ReviewGround {
  return { program: openProgram(), base };
}

/**
 * A diff or a document brings no base: what instructs is read from the commit that the named repository has checked
 * out; for a diff, as it stood before the diff.
 */
async function baseOf(repo: string | null, terminal: Terminal): Promise<Based | null> {
  if (repo === null) return null;
  try {
    const repository = await openRepository(repo, terminal.environment);
    return { repository, commit: await repository.findCommit('HEAD') };
  } catch (error) {
    if (isAppError(error) && error.code === 'bad-input') return null;
    throw error;
  }
}

function remarksOn({ uncommitted, misfits }: ChangeReading): readonly string[] {
  return [
    ...(uncommitted.length > 0 ? [`not committed, so not reviewed: ${listPaths(uncommitted)}`] : []),
    ...(misfits.length > 0
      ? [`the diff fits no text in the repository, so only its hunks are read: ${listPaths(misfits)}`]
      : []),
  ];
}
