import { redactSecrets } from '../change/secrets.ts';
import { cutPieces } from '../knowledge/cut.ts';
import type { CutDocument } from '../ports/library.ts';
import type { FileReading, ListedBlob } from '../ports/repository.ts';
import type { LibrarySource } from './library-source.ts';

/** A file that was read and cut. */
export interface CutFile {
  readonly blob: ListedBlob;
  readonly document: CutDocument;
}

/** Files that could not be cut, by path with the reason, and how many files were read in all. */
export interface Unreadable {
  readonly reasons: ReadonlyMap<string, string>;
  readonly read: number;
}

/** How many files are asked for at once; none may be over 1 MB, so that they fit into memory. */
const FILES_AT_ONCE = 60;

/** How many are cut before others get their turn. */
const CUT_AT_ONCE = 10;

/** Most characters of one document. */
const LONGEST_DOCUMENT = 1024 * 1024;

/** Reads files, each content once, takes the credentials out, cuts what remains and hands it over part by part. */
export async function cutFiles(
  { files, commit }: LibrarySource,
  blobs: readonly ListedBlob[],
  keep: (cut: readonly CutFile[]) => Promise<void>,
): Promise<Unreadable> {
  const reasons = new Map<string, string>();
  const first = new Map(blobs.toReversed().map((blob) => [blob.id, blob]));
  const wanted = blobs.filter((blob) => first.get(blob.id) === blob);
  const refuse = ({ id }: ListedBlob, reason: string) => {
    for (const same of blobs.filter((blob) => blob.id === id)) reasons.set(same.path, reason);
  };
  for (const some of parted(wanted, FILES_AT_ONCE)) {
    const readings = await files.readFiles(
      commit,
      some.map(({ path }) => path),
    );
    for (const few of parted(some, CUT_AT_ONCE)) {
      await keep(few.flatMap((blob) => cutFile(blob, readings.get(blob.path) ?? { kind: 'absent' }, refuse)));
    }
  }
  return { reasons, read: wanted.length };
}

function cutFile(
  blob: ListedBlob,
  reading: FileReading,
  refuse: (blob: ListedBlob, reason: string) => void,
): readonly CutFile[] {
  const outcome = cutReading(blob.path, reading);
  if (typeof outcome !== 'string') return [{ blob, document: outcome }];
  refuse(blob, outcome);
  return [];
}

/** The pieces of a file, or why there are none. */
function cutReading(path: string, reading: FileReading): CutDocument | string {
  switch (reading.kind) {
    case 'absent':
      return 'gone';
    case 'binary':
      return 'binary';
    case 'unreadable':
      return reading.reason;
    case 'text': {
      if (reading.text.length > LONGEST_DOCUMENT) return 'over 1 MB';
      const { text } = redactSecrets(path, reading.text);
      return { text, pieces: cutPieces(text) };
    }
    default:
      return reading satisfies never;
  }
}

function parted<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
