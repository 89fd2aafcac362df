import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import { openProject, type Project } from '../adr/project.ts';
import { readConfig } from '../adr/record-files.ts';
import type { Terminal } from '../terminal.ts';
import type { IncidentsOptions } from './options.ts';
import { openRepository } from './wire.ts';

/** A log as it stands, and as it stood. */
export interface LogFile {
  /** From the root of its repository. */
  readonly path: string;
  readonly root: string;
  readonly text: string;
  /** Null where nobody asked, or where it was not there. */
  readonly before: string | null;
  readonly notes: readonly string[];
}

/** Reads the log that is named, or else the configured one, and what it was at the base; throws an AppError where there is none. */
export async function readLogFile(
  { file, folder, base }: Pick<IncidentsOptions, 'file' | 'folder' | 'base'>,
  environment: Terminal['environment'],
): Promise<LogFile> {
  const project = await openProject(folder, environment);
  const path = file === null ? (await readConfig(project)).ops.incidents.log : await pathIn(project, file);
  const text = await readLog(project, path, file === null);
  if (base === null) return { path, root: project.root, text, before: null, notes: [] };
  const before = await readBefore(project, { path, base }, environment);
  const notes = before === null ? [`${path} was not there at ${base}, so nothing could be changed in it`] : [];
  return { path, root: project.root, text, before, notes };
}

/** Where the file stands below the root of its project. */
async function pathIn({ root }: Project, file: string): Promise<string> {
  const real = await realpath(dirname(file)).catch(() => dirname(file));
  const path = relative(root, join(real, basename(file)));
  if (path.split(sep)[0] !== '..') return path.split(sep).join('/');
  throw new AppError('bad-input', `${file} lies outside of ${root}`, {
    where: 'FILE',
    expected: 'a log of the same repository',
    advice: 'Name its repository with --repo-dir.',
  });
}

async function readLog(project: Project, path: string, isConfigured: boolean): Promise<string> {
  const reading = await project.read(path);
  if (reading.kind === 'text') return reading.text;
  const why = {
    absent: 'there is no incident log',
    link: 'the log is a symbolic link, which is not followed',
    binary: 'the log is binary',
    unreadable: `the log cannot be read: ${reading.kind === 'unreadable' ? reading.reason : ''}`,
  };
  throw new AppError('bad-input', why[reading.kind], {
    where: path,
    expected: 'a text in UTF-8',
    ...(isConfigured && {
      advice:
        'Name it as FILE, or set ops.incidents.log in .github/conclave.yml; closing an incident writes the first entry.',
    }),
  });
}

async function readBefore(
  { root, outsideGit }: Project,
  { path, base }: { readonly path: string; readonly base: string },
  environment: Terminal['environment'],
): Promise<string | null> {
  if (outsideGit !== null) {
    throw new AppError('bad-input', outsideGit, { where: '--base', expected: 'a log in a git repository' });
  }
  const repository = await openRepository(root, environment);
  const commit = await repository.findCommit(base);
  const reading = (await repository.readFiles(commit, [path])).get(path);
  if (reading === undefined || reading.kind === 'absent') return null;
  if (reading.kind === 'text') return reading.text;
  throw new AppError('bad-input', `the log at ${base} cannot be read as text`, { where: path });
}
