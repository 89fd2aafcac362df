import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { failureCodeOf } from '../failure-code.ts';
import { folderFailure, unusableFolder } from './folder-failure.ts';

/** What is known of the server of a home, kept in `postgres.json` for its owner alone. */
export const ServerRecord = z.strictObject({
  password: z.string().min(32),
  /** Where it listened last, so that others find it again after a restart. */
  port: z.int().positive(),
});
export type ServerRecord = z.infer<typeof ServerRecord>;

/** The record of a home; made when there is none, the same one for everybody who asks at the same time. */
export async function openServerRecord(home: string): Promise<ServerRecord> {
  const path = join(home, 'postgres.json');
  const found = await readServerRecord(home);
  if (found !== null) return found;
  const made = { password: randomBytes(24).toString('hex'), port: await findFreePort() };
  const beside = await writeBeside(path, made);
  try {
    await link(beside, path);
  } catch (cause) {
    if (failureCodeOf(cause) !== 'EEXIST') throw folderFailure(home, cause);
  } finally {
    await rm(beside, { force: true });
  }
  return (await readServerRecord(home)) ?? made;
}

/** Remembers where the server listens now. */
export async function rememberPort(home: string, record: ServerRecord): Promise<void> {
  const path = join(home, 'postgres.json');
  await rename(await writeBeside(path, record), path);
}

/** A port of the loopback address at which nobody listens at this moment. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** The record of a home; null when there is none. */
export async function readServerRecord(home: string): Promise<ServerRecord | null> {
  const path = join(home, 'postgres.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (failureCodeOf(cause) === 'ENOENT') return null;
    throw folderFailure(path, cause);
  }
  try {
    return ServerRecord.parse(JSON.parse(text));
  } catch {
    throw unusableFolder(path, 'the file does not hold the password and port that Conclave wrote there');
  }
}

async function writeBeside(path: string, record: ServerRecord): Promise<string> {
  const beside = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    const file = await open(beside, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(record, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw folderFailure(path, cause);
  }
  return beside;
}
