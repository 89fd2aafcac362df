import { randomBytes } from 'node:crypto';
import { appendFileSync, constants, rmSync } from 'node:fs';
import { access, appendFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Session } from '../../committee/session.ts';
import { type FinopsRecord, renderFinopsLine } from '../../finops/finops-line.ts';
import { AppError } from '../../kernel/app-error.ts';
import { wordFileFailure } from '../../kernel/file-failure.ts';
import type { Archive, ArchivedSession, FinishedSession, ParseFailure } from '../../ports/archive.ts';
import { finopsOf } from './finops-of.ts';

/** An archive of files that can be left at any moment. */
export interface FileArchive extends Archive {
  /** Whether a finished session is being written, which takes a moment and should not be cut short. */
  isKeeping(): boolean;
  /** Keeps the cost record of a session that ends without a verdict; works at once. */
  keepCosts(record: FinopsRecord): void;
  /** Takes away what is not whole: the placeholder of a session and beginnings of its files; works at once. */
  abandon(): void;
}

/** Keeps sessions as files under a folder: `sessions/`, `sessions/parse_failures/` and `finops.jsonl`. */
export function openFileArchive(folder: string): FileArchive {
  const sessions = join(folder, 'sessions');
  const failures = join(sessions, 'parse_failures');
  /** Files of ours that must not stay as they are now. */
  const unfinished = new Set<string>();
  let keeping = false;
  return {
    open: (createdAt) => takeId(folder, { sessions, createdAt, unfinished }),
    keepParseFailure: (sessionId, failure) =>
      orSay(folder, async () => {
        await makeFolder(failures);
        const name = `${sessionId}_${failure.call.replaceAll(/[^a-z0-9]+/gi, '-')}_${randomBytes(2).toString('hex')}.txt`;
        return writeWhole(join(failures, name), renderFailure(failure), unfinished);
      }),
    keep: async (finished) => {
      keeping = true;
      try {
        return await orSay(folder, () => keepSession(finished, { folder, sessions, unfinished }));
      } finally {
        keeping = false;
      }
    },
    isKeeping: () => keeping,
    keepCosts: (record) => appendFileSync(join(folder, 'finops.jsonl'), renderFinopsLine(record)),
    abandon: () => {
      for (const path of unfinished) rmSync(path, { force: true });
      unfinished.clear();
    },
  };
}

interface Taking {
  readonly sessions: string;
  readonly createdAt: number;
  readonly unfinished: Set<string>;
}

/** Proves that the folder can be written and takes an id that no other session holds. */
async function takeId(folder: string, { sessions, createdAt, unfinished }: Taking): Promise<string> {
  try {
    await makeFolder(sessions);
    await access(folder, constants.W_OK);
    const stamp = new Date(createdAt).toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
    const id = `${stamp}-${randomBytes(4).toString('hex')}`;
    const taken = placeholder(sessions, id);
    await (await open(taken, 'wx')).close();
    unfinished.add(taken);
    return id;
  } catch (cause) {
    throw new AppError('bad-input', `the folder for sessions cannot be written: ${wordFileFailure(cause)}`, {
      where: folder,
      expected: 'a folder that exists or can be made, with write permission',
      advice: 'Name another one with --out DIR; nothing was asked and nothing was paid.',
      cause,
    });
  }
}

/** Level by level, since Node's recursive way never ends where a parent cannot hold folders (`/proc`). */
async function makeFolder(path: string): Promise<void> {
  const isThere = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isThere) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  await mkdir(path).catch(async (error: unknown) => {
    const stood = await stat(path).catch(() => null);
    if (stood?.isDirectory() !== true) throw error;
  });
}

async function orSay<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    throw new AppError('outside-failed', `the session could not be written: ${wordFileFailure(cause)}`, {
      where: folder,
      expected: 'a folder that can be written until the session ends',
      cause,
    });
  }
}

function placeholder(sessions: string, id: string): string {
  return join(sessions, `.${id}.open`);
}

interface Shelf {
  readonly folder: string;
  readonly sessions: string;
  readonly unfinished: Set<string>;
}

/** A dossier without its session would be rubbish, so that it is unfinished until the session stands beside it. */
async function keepSession(
  { session, dossier }: FinishedSession,
  { folder, sessions, unfinished }: Shelf,
): Promise<ArchivedSession> {
  const text = `${JSON.stringify(Session.parse(session), null, 2)}\n`;
  const artifact = join(sessions, `${session.id}_artifact.md`);
  unfinished.add(artifact);
  await writeWhole(artifact, dossier, unfinished);
  const kept = await writeWhole(join(sessions, `${session.id}_committee.json`), text, unfinished);
  unfinished.delete(artifact);
  const finops = join(folder, 'finops.jsonl');
  await appendFile(finops, renderFinopsLine(finopsOf(session)));
  const taken = placeholder(sessions, session.id);
  await rm(taken, { force: true });
  unfinished.delete(taken);
  return { session: kept, artifact, finops };
}

/** Writes beside the target and renames, so that a reader sees the whole file or none. */
async function writeWhole(path: string, text: string, unfinished: Set<string>): Promise<string> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  unfinished.add(beside);
  const file = await open(beside, 'wx');
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  unfinished.delete(beside);
  return path;
}

function renderFailure({ call, model, errors, text }: ParseFailure): string {
  const head = [`call: ${call}`, `model: ${model}`, ...errors.map((error) => `error: ${error}`)];
  return `${head.join('\n')}\n\n${text}\n`;
}
