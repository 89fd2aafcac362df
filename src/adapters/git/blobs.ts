import { decodeText, longestText, type TextReading, tooLong } from '../../change/text.ts';
import { gitFailed, startGit } from './git.ts';
import { askGit, type GitPlace, inObjects } from './place.ts';

/** Most characters of texts that are kept of one change; what lies behind is listed as unread. */
const MOST_TEXT = 64 * 1024 * 1024;

const tooMuch: TextReading = { kind: 'unreadable', reason: 'left out: the texts of the change pass 64 MB' };
const missing: TextReading = { kind: 'unreadable', reason: 'not in this clone' };

/** Reads the texts of blobs by their ids, each once, with bounded memory. */
export async function readBlobs(
  place: GitPlace,
  ids: readonly string[],
  most = MOST_TEXT,
): Promise<ReadonlyMap<string, TextReading>> {
  const readings = new Map<string, TextReading>();
  let kept = 0;
  const read = async (wanted: readonly string[]): Promise<void> => {
    for await (const { id, content } of streamBlobs(place, wanted)) {
      if (content === 'huge' || kept > most) return;
      const reading = content === 'none' ? missing : decodeText(content);
      readings.set(id, reading);
      kept += reading.kind === 'text' ? reading.text.length : 0;
    }
  };
  const asked = [...new Set(ids)];
  await read(asked);
  // Seldom is something left: something huge was met, which is not put through, or all of it was too much.
  const sizes = await readSizes(
    place,
    asked.filter((id) => !readings.has(id)),
  );
  for (const [id, size] of sizes) readings.set(id, size === null ? missing : size > longestText ? tooLong : tooMuch);
  if (kept <= most) await read([...sizes.keys()].filter((id) => readings.get(id) === tooMuch));
  return readings;
}

/** Sizes first, so that a huge file is never put through. */
async function readSizes(place: GitPlace, ids: readonly string[]): Promise<ReadonlyMap<string, number | null>> {
  if (ids.length === 0) return new Map();
  const call = inObjects(place, ['cat-file', '--batch-check'], `${ids.join('\n')}\n`);
  const lines = (await askGit(call, 'measuring files')).split('\n');
  return new Map(
    ids.map((id, index) => {
      const [, type, size] = lines[index]?.split(' ') ?? [];
      return [id, type === 'blob' ? Number(size) : null];
    }),
  );
}

interface Blob {
  readonly id: string;
  /** `none` where the id names no blob that is here; after one that is `huge` nothing more comes. */
  readonly content: Uint8Array | 'none' | 'huge';
}

async function* streamBlobs(place: GitPlace, ids: readonly string[]): AsyncGenerator<Blob> {
  if (ids.length === 0) return;
  const run = startGit(inObjects(place, ['cat-file', '--batch'], `${ids.join('\n')}\n`));
  let pending: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of run.output) {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const { blobs, rest } = cutBlobs(pending);
      yield* blobs;
      if (blobs.at(-1)?.content === 'huge') return;
      pending = rest;
    }
  } finally {
    await run.end();
  }
  const end = await run.end();
  if (end.exitCode !== 0) throw gitFailed('reading files', end);
}

/** Each answer is `<id> blob <size>`, a line end, the bytes, a line end; `<id> missing` stands alone. */
function cutBlobs(pending: Buffer): { readonly blobs: readonly Blob[]; readonly rest: Buffer } {
  const blobs: Blob[] = [];
  let start = 0;
  for (;;) {
    const lineEnd = pending.indexOf(10, start);
    if (lineEnd < 0) return { blobs, rest: pending.subarray(start) };
    const [id = '', type, size = ''] = pending.toString('latin1', start, lineEnd).split(' ');
    if (size === '') {
      blobs.push({ id, content: 'none' });
      start = lineEnd + 1;
      continue;
    }
    if (Number(size) > longestText) return { blobs: [...blobs, { id, content: 'huge' }], rest: pending };
    const end = lineEnd + 1 + Number(size);
    if (pending.length < end + 1) return { blobs, rest: pending.subarray(start) };
    blobs.push({ id, content: type === 'blob' ? pending.subarray(lineEnd + 1, end) : 'none' });
    start = end + 1;
  }
}
