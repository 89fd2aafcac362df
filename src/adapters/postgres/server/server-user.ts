import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../../kernel/app-error.ts';

/** The user of the machine that PostgreSQL runs as. */
export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

const run = promisify(execFile);
const NAME = 'postgres';

/**
 * The user PostgreSQL must run as when we are root, since it refuses to be root; it is made where there is none.
 * Null when we are not root and PostgreSQL runs as ourselves.
 */
export async function findServerUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  return (await readUser()) ?? makeUser();
}

async function readUser(): Promise<ServerUser | null> {
  const numbers = await Promise.all(['-u', '-g'].map((option) => run('id', [option, NAME]).catch(() => null)));
  const [uid, gid] = numbers.map((each) => (each === null ? Number.NaN : Number.parseInt(each.stdout, 10)));
  return uid === undefined || gid === undefined || Number.isNaN(uid + gid) ? null : { uid, gid };
}

async function makeUser(): Promise<ServerUser> {
  try {
    await run('groupadd', ['--system', '--force', NAME]);
    await run('useradd', ['--system', '--gid', NAME, '--no-create-home', '--shell', '/usr/sbin/nologin', NAME]);
  } catch (cause) {
    throw noUser(cause);
  }
  const made = await readUser();
  if (made === null) throw noUser();
  return made;
}

function noUser(cause?: unknown): AppError {
  return new AppError('bad-config', 'PostgreSQL refuses to run as root, and there is no user for it', {
    expected: `a user of the machine named ${NAME}`,
    advice: `Make that user, run Conclave as someone other than root, or give the address of a PostgreSQL.`,
    cause,
  });
}

/** Refuses a path that the user of the server cannot come to, naming the folder that is closed. */
export async function checkWay(path: string, user: ServerUser | null): Promise<void> {
  if (user === null) return;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 1) continue;
    throw new AppError('bad-config', `the folder ${folder} is closed to the user ${NAME}, as whom PostgreSQL runs`, {
      where: path,
      expected: 'every folder on the way to it to be open for entering',
      advice: `Choose another place, run "chmod o+x ${folder}", or run Conclave as someone other than root.`,
    });
  }
}
