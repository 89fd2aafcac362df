import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, appendFile, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Session } from '../../committee/session.ts';
import { renderFinopsLine } from '../../finops/finops-line.ts';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import type { Archive, ParseFailure } from '../../ports/archive.ts';
import { finopsOf } from './finops-of.ts';

/** Keeps sessions as files under a folder: `sessions/`, `sessions/parse_failures/` and `finops.jsonl`. */
export function openFileArchive(folder: string): Archive {
  const sessions = join(folder, 'sessions');
  const failures = join(sessions, 'parse_failures');
  return {
    open: (createdAt) => takeId(folder, sessions, createdAt),
    keepParseFailure: async (sessionId, failure) => {
      await mkdir(failures, { recursive: true });
      const name = `${sessionId}_${failure.call.replaceAll(/[^a-z0-9]+/gi, '-')}_${randomBytes(2).toString('hex')}.txt`;
      return writeWhole(join(failures, name), renderFailure(failure));
    },
    keep: async (session, dossier) => {
      const artifact = await writeWhole(join(sessions, `${session.id}_artifact.md`), dossier);
      const text = `${JSON.stringify(Session.parse(session), null, 2)}\n`;
      const kept = await writeWhole(join(sessions, `${session.id}_committee.json`), text);
      const finops = join(folder, 'finops.jsonl');
      await appendFile(finops, renderFinopsLine(finopsOf(session)));
      await rm(placeholder(sessions, session.id), { force: true });
      return { session: kept, artifact, finops };
    },
  };
}

/** Proves that the folder can be written and takes an id that no other session holds. */
async function takeId(folder: string, sessions: string, createdAt: number): Promise<string> {
  try {
    await mkdir(sessions, { recursive: true });
    await access(folder, constants.W_OK);
    const stamp = new Date(createdAt).toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
    const id = `${stamp}-${randomBytes(4).toString('hex')}`;
    await (await open(placeholder(sessions, id), 'wx')).close();
    return id;
  } catch (cause) {
    throw new AppError('bad-input', `the folder for sessions cannot be written (${messageOf(cause)})`, {
      where: folder,
      expected: 'a folder that exists or can be made, with write permission',
      advice: 'name another one with --out DIR; nothing was asked and nothing was paid',
      cause,
    });
  }
}

function placeholder(sessions: string, id: string): string {
  return join(sessions, `.${id}.open`);
}

/** Writes beside the target and renames, so that a reader sees the whole file or none. */
async function writeWhole(path: string, text: string): Promise<string> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  const file = await open(beside, 'wx');
  try {
    await file.writeFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
  return path;
}

function renderFailure({ call, model, errors, text }: ParseFailure): string {
  const head = [`call: ${call}`, `model: ${model}`, ...errors.map((error) => `error: ${error}`)];
  return `${head.join('\n')}\n\n${text}\n`;
}
