import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FindingGroup } from '../../committee/ledger/quality.ts';
import { readSession } from '../../committee/read-session.ts';
import type { Session } from '../../committee/session.ts';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';
import type { QualityReading, QualityRecords } from '../../ports/quality.ts';

/**
 * The findings of the session files in a folder, or in `sessions/` below it. A finding of several sessions on the same
 * subject is one. Files say what was raised and not what people did about it, nor of which repository they are.
 */
export function openSessionFolder(folder: string): QualityRecords {
  return { read: ({ since }) => readFolder(folder, since) };
}

const SESSION_FILE = /_committee\.json$/;

async function readFolder(folder: string, since: string | null): Promise<QualityReading> {
  const paths = await listSessions(folder);
  if (paths.length === 0) {
    throw new AppError('bad-input', 'there is no session file in this folder', {
      where: folder,
      expected: 'files such as sessions/<id>_committee.json, which conclave review writes',
    });
  }
  const read = await Promise.all(paths.map((path) => readOne(path)));
  const sessions = read.flatMap((each) => ('session' in each ? [each.session] : []));
  const wanted = sessions.filter(({ created_at }) => since === null || created_at.slice(0, 10) >= since);
  const unread = read.flatMap((each) => ('reason' in each ? [each] : []));
  return { place: folder, sessions: wanted.length, groups: groupFindings(wanted), unread };
}

async function listSessions(folder: string): Promise<readonly string[]> {
  const [here, below] = [await namesIn(folder), join(folder, 'sessions')];
  const inside = here.includes('sessions') ? await namesIn(below) : [];
  const found = [...here.map((name) => join(folder, name)), ...inside.map((name) => join(below, name))];
  return found.filter((path) => SESSION_FILE.test(path)).sort();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    const why = codeOf(cause) === 'ENOENT' ? 'there is no such folder' : wordFileFailure(cause);
    throw new AppError('bad-input', `the session files cannot be read: ${why}`, {
      where: folder,
      expected: 'the folder that conclave review writes to, e.g. committee',
      cause,
    });
  }
}

type Read = { readonly session: Session } | { readonly path: string; readonly reason: string };

async function readOne(path: string): Promise<Read> {
  try {
    return { session: readSession(await readFile(path, 'utf8'), path) };
  } catch (error) {
    if (isAppError(error)) return { path, reason: error.message };
    return { path, reason: wordFileFailure(error) };
  }
}

function groupFindings(sessions: readonly Session[]): readonly FindingGroup[] {
  const byId = new Map(
    sessions.flatMap(({ subject, findings }) => findings.map((finding) => [`${subject.name} ${finding.id}`, finding])),
  );
  return [...byId.values()].map(({ rule, raised_by }) => ({
    rule,
    skills: raised_by.map(({ skill }) => skill),
    state: null,
    count: 1,
  }));
}
