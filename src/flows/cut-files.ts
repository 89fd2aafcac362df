import { redactSecrets } from '../change/secrets.ts';
import { removeInvisible } from '../kernel/invisible.ts';
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

/** How many files are asked for at once; none may be over 256 KB, so that they fit into memory. */
const FILES_AT_ONCE = 60;

/** How many files, and how many characters of them, are cut before others get their turn. */
const CUT_AT_ONCE = 10;
const CHARACTERS_AT_ONCE = 64 * 1024;

/** Most characters of one document; cutting a longer one would hold up others for long. */
const LONGEST_DOCUMENT = 256 * 1024;

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
    for (const few of turnsOf(some, readings)) {
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
      if (reading.text.length > LONGEST_DOCUMENT) return 'over 256 KB';
      const { text } = redactSecrets(path, removeInvisible(reading.text).text);
      return { text, pieces: cutPieces(text) };
    }
    default:
      return reading satisfies never;
  }
}

/** Files that are cut one after the other before others get their turn. */
function turnsOf(
  blobs: readonly ListedBlob[],
  readings: ReadonlyMap<string, FileReading>,
): readonly (readonly ListedBlob[])[] {
  const turns: ListedBlob[][] = [];
  let characters = Number.POSITIVE_INFINITY;
  for (const blob of blobs) {
    const reading = readings.get(blob.path);
    const length = reading?.kind === 'text' ? reading.text.length : 0;
    const turn = turns.at(-1);
    if (turn === undefined || turn.length >= CUT_AT_ONCE || characters + length > CHARACTERS_AT_ONCE) {
      turns.push([blob]);
      characters = length;
    } else {
      turn.push(blob);
      characters += length;
    }
  }
  return turns;
}

function parted<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
