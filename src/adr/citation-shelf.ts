import type { RecordName } from './invariant.ts';

/** Records by all that a citation may name of them. */
export interface CitationShelf {
  readonly byNumber: ReadonlyMap<number, readonly string[]>;
  readonly paths: ReadonlySet<string>;
  /** Paths by the name of the file; null where two records have one name. */
  readonly byName: ReadonlyMap<string, string | null>;
}

/** Prepares records to be found by their citations. */
export function shelveRecords(records: readonly Pick<RecordName, 'number' | 'path'>[]): CitationShelf {
  const byNumber = new Map<number, string[]>();
  const byName = new Map<string, string | null>();
  for (const { number, path } of records) {
    if (number !== null) byNumber.set(number, [...(byNumber.get(number) ?? []), path]);
    const name = path.slice(path.lastIndexOf('/') + 1);
    byName.set(name, byName.has(name) ? null : path);
  }
  return { byNumber, byName, paths: new Set(records.map(({ path }) => path)) };
}

const ID = /(?<![\p{L}\p{N}])ADR-(\d{1,7})(?![\p{L}\p{N}])|\[adr:(\d{1,7})(?:#[^\]\s]{0,200})?\]/gu;
const DOCUMENT = /[\p{L}\p{N}_%.~:@/-]{1,400}\.md(?![\p{L}\p{N}])/gu;

/** A record that a line cites, by its path, and how that is written there. */
export interface ShelfCitation {
  readonly record: string;
  readonly written: string;
}

const LONGEST_LINE = 4_000;

/** The records that a line cites: `ADR-7`, `[adr:7]`, or a link from the file at `from`, which may be empty. */
export function citedRecordsIn(whole: string, from: string, shelf: CitationShelf): readonly ShelfCitation[] {
  const { byNumber, byName, paths } = shelf;
  const line = whole.slice(0, LONGEST_LINE);
  const ids = /ADR-|\[adr:/.test(line)
    ? [...line.matchAll(ID)].flatMap(([written, id, bracketed]) =>
        (byNumber.get(Number(id ?? bracketed)) ?? []).map((record) => ({ record, written })),
      )
    : [];
  const links = line.includes('.md')
    ? [...line.matchAll(DOCUMENT)].flatMap(([written]) => {
        const record = findRecord(written, from, { byName, paths });
        return record === null ? [] : [{ record, written }];
      })
    : [];
  return [...ids, ...links];
}

/** A link may be relative to its file, begin at the root, or be an address that ends in the path. */
function findRecord(written: string, from: string, { byName, paths }: Omit<CitationShelf, 'byNumber'>): string | null {
  const target = decode(written);
  const candidates = [resolve(from, target), ...tails(target)];
  const found = candidates.find((path) => paths.has(path));
  return found ?? (target.includes('/') ? null : (byName.get(target) ?? null));
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function resolve(from: string, target: string): string {
  const segments = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const segment of target.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

function tails(target: string): readonly string[] {
  const segments = target.split('/');
  return segments.map((_, index) => segments.slice(index).join('/')).filter((tail) => tail.includes('/'));
}
