import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { z } from 'zod';
import { longestText } from '../../change/text.ts';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import type { Access } from './access.ts';
import { ask } from './ask.ts';
import { blobId, type WantedBlob } from './blob.ts';
import { removeTokens } from './redaction.ts';

/** Most bytes of an archive that are unpacked; a small one can hold much. */
const MOST_UNPACKED = 2 * 1024 * 1024 * 1024;

/** Longest the reading of an archive may take. */
const LONGEST_READING_MS = 5 * 60_000;

/** What is wanted of the archive of a commit. */
export interface ArchiveOrder {
  readonly commit: string;
  readonly wanted: readonly WantedBlob[];
}

/**
 * Streams the archive of a commit and hands over the wanted files in it; nothing is written to a disk. An archive may
 * leave files out and alter them, as its own `.gitattributes` says; a file counts only when its bytes have the id that
 * the commit gives it. Returns a note when the archive could not be read to its end.
 */
export async function readArchive(
  access: Access,
  { commit, wanted }: ArchiveOrder,
  keep: (found: ReadonlyMap<string, Uint8Array>) => void,
): Promise<string | null> {
  const ids = new Map(wanted.filter((blob) => blob.commit === commit).map(({ path, id }) => [path, id]));
  if (ids.size === 0) return null;
  try {
    const packed = await download(access, commit);
    for await (const { path, bytes } of unpack(packed, (path) => ids.has(path))) {
      const id = ids.get(path);
      if (id !== undefined && blobId(bytes, id) === id) keep(new Map([[id, bytes]]));
      ids.delete(path);
      if (ids.size === 0) break;
    }
    return null;
  } catch (error) {
    return `The archive of ${commit} could not be read to its end (${removeTokens(messageOf(error))}); what it lacks was read file by file.`;
  }
}

/** GitHub leads on to another server, with a key in the address; our token goes no further than its API. */
async function download({ octokit, at, name }: Access, commit: string): Promise<Readable> {
  const { location } = await ask(`the archive of ${name} at ${commit}`, z.object({ location: z.url() }), async () => {
    const answer = await octokit.request('GET /repos/{owner}/{repo}/tarball/{ref}', {
      ...at,
      ref: commit,
      request: { redirect: 'manual' },
    });
    return { data: { location: answer.headers.location } };
  });
  const api = new URL(octokit.request.endpoint.DEFAULTS.baseUrl);
  const target = new URL(location);
  if (target.protocol !== 'https:' && target.origin !== api.origin)
    throw new AppError('outside-failed', `the archive of ${name} stands at an address without encryption`);
  const answer = await fetch(target, { signal: AbortSignal.timeout(LONGEST_READING_MS) });
  if (!answer.ok || answer.body === null)
    throw new AppError('outside-failed', `GitHub answered ${answer.status} when asked for the archive of ${name}`);
  return Readable.fromWeb(answer.body);
}

interface UnpackedFile {
  readonly path: string;
  readonly bytes: Buffer;
}

async function* unpack(packed: Readable, isWanted: (path: string) => boolean): AsyncGenerator<UnpackedFile> {
  const gunzip = createGunzip();
  const entries = extract();
  let unpacked = 0;
  gunzip.on('data', (chunk: Buffer) => {
    unpacked += chunk.length;
    if (unpacked > MOST_UNPACKED) entries.destroy(new Error('it is longer than 2 GB'));
  });
  packed.on('error', (error) => entries.destroy(error));
  gunzip.on('error', (error) => entries.destroy(error));
  packed.pipe(gunzip).pipe(entries);
  try {
    for await (const entry of entries) {
      const { type, size, name } = entry.header;
      // The whole archive stands in one folder, named after repository and commit.
      const path = name.slice(name.indexOf('/') + 1);
      const isRead = type === 'file' && size <= longestText && isWanted(path);
      if (isRead) yield { path, bytes: await collect(entry) };
      else entry.resume();
    }
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

async function collect(entry: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of entry) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}
