import { z } from 'zod';
import { decodeText, longestText, type TextReading, tooLong } from '../../change/text.ts';
import type { Access } from './access.ts';
import { readArchive } from './archive.ts';
import { askIfThere } from './ask.ts';
import type { WantedBlob } from './blob.ts';
import { isQueryable, partQueries, queryBlobs } from './blob-query.ts';
import { inParallel } from './parallel.ts';

/** The texts of files by id, and how they were read where that was not the usual way. */
export interface BlobReadings {
  readonly readings: ReadonlyMap<string, TextReading>;
  readonly notes: readonly string[];
}

/** Most bytes of texts that are kept of one change; what lies behind is listed as unread. */
const MOST_BYTES = 64 * 1024 * 1024;

/** From so many files on, whole archives are read rather than files. */
const MANY_FILES = 300;

const tooMuch: TextReading = { kind: 'unreadable', reason: 'left out: the texts of the change pass 64 MB' };
const missing: TextReading = { kind: 'unreadable', reason: 'not kept by the host' };

/** Reads files of a repository, each once, with bounded memory. */
export async function readBlobs(access: Access, wanted: readonly WantedBlob[]): Promise<BlobReadings> {
  const readings = new Map<string, TextReading>();
  const chosen = choose(wanted, readings);
  const notes: string[] = [];
  const left = () => chosen.filter(({ id }) => !readings.has(id));
  const keep = (found: ReadonlyMap<string, Uint8Array>) => {
    for (const [id, bytes] of found) readings.set(id, decodeText(bytes));
  };
  if (chosen.length > MANY_FILES) {
    const commits = [...new Set(chosen.map(({ commit }) => commit))];
    for (const commit of commits) {
      const note = await readArchive(access, { commit, wanted: left() }, keep);
      if (note !== null) notes.push(note);
    }
    notes.push(`The texts of ${chosen.length} files were read from archives of the commits.`);
  }
  // What a query does not give exactly is read alone.
  await inParallel(access.queries ? partQueries(left().filter(isQueryable)) : [], async (part) =>
    keep(await queryBlobs(access, part).catch(() => new Map<string, Uint8Array>())),
  );
  await inParallel(left(), async ({ id }) => {
    readings.set(id, await readBlob(access, id));
  });
  return { readings, notes };
}

/** Each file once, without those that are too long or too many; their readings are set. */
function choose(wanted: readonly WantedBlob[], readings: Map<string, TextReading>): readonly WantedBlob[] {
  const chosen = new Map<string, WantedBlob>();
  let bytes = 0;
  for (const blob of wanted) {
    if (chosen.has(blob.id) || readings.has(blob.id)) continue;
    const fits = bytes + blob.size <= MOST_BYTES;
    if (blob.size > longestText) readings.set(blob.id, tooLong);
    else if (!fits) readings.set(blob.id, tooMuch);
    else {
      chosen.set(blob.id, blob);
      bytes += blob.size;
    }
  }
  return [...chosen.values()];
}

const Blob = z.object({ content: z.string(), encoding: z.literal('base64') });

async function readBlob({ octokit, at, name }: Access, id: string): Promise<TextReading> {
  const blob = await askIfThere(`file ${id} of ${name}`, Blob, () =>
    octokit.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', { ...at, file_sha: id }),
  );
  return blob === null ? missing : decodeText(Buffer.from(blob.content, 'base64'));
}
