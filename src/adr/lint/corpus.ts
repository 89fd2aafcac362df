import { folderOf } from '../file-name.ts';
import type { AdrFinding, AdrRuleId } from '../finding.ts';
import { ADR_RULES } from '../finding.ts';
import { followLink } from '../link-target.ts';
import type { ClaimTarget, DecisionRecord, NotARecord, RecordFlaw } from '../record.ts';
import type { Citation } from './citations.ts';

/** What the linter is given: the records, every file that a link may lead to, and where else records are cited. */
export interface AdrCorpus {
  /** As `readRecords` returns them. */
  readonly files: readonly (DecisionRecord | NotARecord)[];
  /** Paths of all plain files of the tree, the records too; what a symbolic link leads to is none. */
  readonly paths: Iterable<string>;
  /** From the other texts of the tree, as `citationsIn` returns them. */
  readonly citations: Iterable<Citation>;
}

/** A corpus that rules can ask. */
export interface Shelf {
  readonly files: AdrCorpus['files'];
  readonly records: readonly DecisionRecord[];
  /** Files and the folders above them; the empty path is the root. */
  readonly places: ReadonlySet<string>;
  readonly citations: AdrCorpus['citations'];
  readonly byPath: ReadonlyMap<string, DecisionRecord>;
  readonly byNumber: ReadonlyMap<number, readonly DecisionRecord[]>;
}

/** One rule of the linter, or some that ask the same thing. */
export type AdrRule = (shelf: Shelf) => readonly AdrFinding[];

/** Prepares a corpus for the rules. */
export function shelve({ files, paths, citations }: AdrCorpus): Shelf {
  const records = files.filter((file) => file.kind === 'record');
  return {
    files,
    records,
    places: placesOf(paths),
    citations,
    byPath: new Map(records.map((record) => [record.path, record])),
    byNumber: groupBy(records, ({ number }) => number),
  };
}

/** The items by a key; those whose key is null are left out. */
export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K | null): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function placesOf(paths: Iterable<string>): ReadonlySet<string> {
  const places = new Set(['']);
  for (const path of paths) {
    let place = path;
    while (place !== '' && !places.has(place)) {
      places.add(place);
      place = folderOf(place);
    }
  }
  return places;
}

/** The records that a claim means: the one that its link leads to, otherwise those with its id, in its folder first. */
export function meantRecords({ path, id }: ClaimTarget, from: DecisionRecord, shelf: Shelf): readonly DecisionRecord[] {
  const linked = path === null ? undefined : shelf.byPath.get(path);
  if (linked !== undefined) return [linked];
  const numbered = id === null ? [] : (shelf.byNumber.get(id) ?? []);
  const near = numbered.filter((record) => folderOf(record.path) === folderOf(from.path));
  return near.length > 0 ? near : numbered;
}

/** The record that a link of another one leads to; null where it leads to none. */
export function linkedRecord(from: DecisionRecord, target: string, { byPath }: Shelf): DecisionRecord | null {
  const followed = followLink(from.path, target);
  return followed.kind === 'path' ? (byPath.get(followed.path) ?? null) : null;
}

/** A finding with the severity of its rule. */
export function find(file: string, { rule, ...rest }: RecordFlaw & { readonly rule: AdrRuleId }): AdrFinding {
  return { file, rule, severity: ADR_RULES[rule].severity, ...rest };
}

/** How a record is called in messages: `ADR-7`, or its path where it has no number. */
export function nameRecord({ number, path }: Pick<DecisionRecord, 'number' | 'path'>): string {
  return number === null ? path : `ADR-${number}`;
}
