import { isRecordFile, numberOf } from '../adr/file-name.ts';
import type { KnowledgeConfig } from '../config/knowledge-config.ts';
import { compareText } from '../kernel/compare-text.ts';
import { matchesAny } from '../kernel/glob.ts';
import { CUTTER_VERSION } from '../knowledge/cut.ts';
import { type DocumentName, type Passage, placePieces } from '../knowledge/passage.ts';
import type { CutDocument, LibraryShelf } from '../ports/library.ts';
import type { ListedBlob } from '../ports/repository.ts';
import { cutFiles, type Unreadable } from './cut-files.ts';
import type { LibrarySource } from './library-source.ts';
import { listDocuments } from './list-documents.ts';

/** A document that may be cited, without credentials, and its pieces. */
export interface LibraryDocument extends DocumentName, CutDocument {}

/** A document that may be cited and could not be read. */
export interface UnreadDocument {
  readonly path: string;
  readonly reason: string;
}

/** The documents of a repository at a commit, all in the order of their paths. */
export interface LibraryReading {
  readonly documents: readonly LibraryDocument[];
  readonly passages: readonly Passage[];
  readonly unread: readonly UnreadDocument[];
  /** How many files were read now; all others were on the shelf. */
  readonly read: number;
  /** What a person should know of how it was read, in sentences. */
  readonly notes: readonly string[];
}

/** Most documents of one repository that are read. */
export const MOST_DOCUMENTS = 5_000;

/** Most characters of all documents together, so that a review of any repository fits into memory. */
const MOST_TEXT = 32 * 1024 * 1024;

/** What is kept depends on how credentials and invisible characters are taken out as well; raised when that changes. */
const READING_VERSION = 2;

/** Reads the documents that may be cited; only those are read and cut that the shelf does not have. */
export async function readLibrary(source: LibrarySource, shelf: LibraryShelf): Promise<LibraryReading> {
  const { blobs, notes } = await listDocuments(source);
  const chosen = blobs.filter(({ kind }) => kind === 'file').slice(0, MOST_DOCUMENTS);
  const kept = new Map(await shelf.findDocuments([...new Set(chosen.map(keyOf))]));
  const missing = chosen.filter((blob) => !kept.has(keyOf(blob)));
  const unreadable = await cutFiles(source, missing, async (cut) => {
    const fresh = new Map(cut.map(({ blob, document }) => [keyOf(blob), document]));
    for (const [key, document] of fresh) kept.set(key, document);
    await shelf.keepDocuments(fresh);
  });
  const { documents, left } = takeDocuments(chosen, kept, source.knowledge.adrs);
  return {
    documents,
    passages: documents.flatMap((document) => placePieces(document, document.pieces)),
    unread: listUnread(blobs, unreadable, left),
    read: unreadable.read,
    notes,
  };
}

function keyOf({ id }: ListedBlob): string {
  return `${id}.${CUTTER_VERSION}.${READING_VERSION}`;
}

interface Taken {
  readonly documents: readonly LibraryDocument[];
  /** Documents that there is no room for. */
  readonly left: readonly UnreadDocument[];
}

function takeDocuments(
  blobs: readonly ListedBlob[],
  kept: ReadonlyMap<string, CutDocument>,
  adrs: KnowledgeConfig['adrs'],
): Taken {
  const documents: LibraryDocument[] = [];
  const left: UnreadDocument[] = [];
  const numbers = new Set<number>();
  let length = 0;
  for (const blob of blobs) {
    const cut = kept.get(keyOf(blob));
    if (cut === undefined) continue;
    length += cut.text.length;
    if (length > MOST_TEXT) {
      left.push({ path: blob.path, reason: 'left out: the documents pass 32 MB' });
      continue;
    }
    const number = matchesAny(blob.path, adrs) ? recordNumberOf(blob.path) : null;
    // A citation names one record: of two with one number the first is cited by it, the other by its path.
    const record = number === null || numbers.has(number) ? null : number;
    if (record !== null) numbers.add(record);
    documents.push({ path: blob.path, record, text: cut.text, pieces: cut.pieces });
  }
  return { documents, left };
}

/** Templates have the number 0, or none. */
function recordNumberOf(path: string): number | null {
  const number = isRecordFile(path) ? numberOf(path) : null;
  return number === 0 ? null : number;
}

function listUnread(
  blobs: readonly ListedBlob[],
  { reasons }: Unreadable,
  left: readonly UnreadDocument[],
): readonly UnreadDocument[] {
  const links = blobs.filter(({ kind }) => kind === 'link').map(({ path }) => ({ path, reason: 'a symbolic link' }));
  const tooMany = blobs
    .filter(({ kind }) => kind === 'file')
    .slice(MOST_DOCUMENTS)
    .map(({ path }) => ({ path, reason: `left out: there are more than ${MOST_DOCUMENTS} documents` }));
  const unreadable = [...reasons].map(([path, reason]) => ({ path, reason }));
  return [...links, ...tooMany, ...unreadable, ...left].sort((one, other) => compareText(one.path, other.path));
}
