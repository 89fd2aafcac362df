import { compareText } from '../kernel/compare-text.ts';
import { readSourceBlocks } from '../kernel/markdown/reading/source-block.ts';
import { type CitationShelf, citedRecordsIn, shelveRecords } from './citation-shelf.ts';
import type { ClaimTarget, DecisionRecord, RecordClaim } from './record.ts';

/** That one record supersedes, amends or cites another one; both by their paths. */
export interface Relation {
  readonly from: string;
  readonly kind: 'supersedes' | 'amends' | 'cites';
  readonly to: string;
}

/**
 * How records hang together. What one of two records claims about superseding or amending holds, whether or not the
 * other one says so too; every other mention of a record outside of fences and comments is a citation. Two records that
 * supersede or amend each other mention each other anyway, which is no arrow more.
 */
export function relationsOf(records: readonly DecisionRecord[]): readonly Relation[] {
  const shelf = shelveRecords(records);
  const claimed = unique(
    records.flatMap((record) => record.claims.flatMap((claim) => claimedBy(record, claim, shelf))),
  );
  const pairs = new Set(claimed.flatMap(({ from, to }) => [pairOf(from, to), pairOf(to, from)]));
  const cited = unique(records.flatMap((record) => citedBy(record, shelf)));
  return [...claimed, ...cited.filter(({ from, to }) => !pairs.has(pairOf(from, to)))].sort(compareRelations(records));
}

function claimedBy(
  { path }: DecisionRecord,
  { kind, targets }: RecordClaim,
  shelf: CitationShelf,
): readonly Relation[] {
  return targets
    .flatMap((target) => placesOf(target, shelf))
    .filter((other) => other !== path)
    .map((other): Relation => {
      switch (kind) {
        case 'supersedes':
        case 'amends':
          return { from: path, kind, to: other };
        case 'superseded-by':
          return { from: other, kind: 'supersedes', to: path };
        case 'amended-by':
          return { from: other, kind: 'amends', to: path };
        default:
          return kind satisfies never;
      }
    });
}

function placesOf({ path, id }: ClaimTarget, { paths, byNumber }: CitationShelf): readonly string[] {
  if (path !== null && paths.has(path)) return [path];
  return id === null ? [] : (byNumber.get(id) ?? []);
}

function citedBy({ path, sections, links }: DecisionRecord, shelf: CitationShelf): readonly Relation[] {
  const lines = [...links.map(({ target }) => target), ...sections.flatMap(({ text }) => proseOf(text))];
  return lines
    .flatMap((line) => citedRecordsIn(line, path, shelf))
    .filter(({ record }) => record !== path)
    .map(({ record }) => ({ from: path, kind: 'cites', to: record }));
}

/** A fence shows an example, and a comment nobody reads. */
function proseOf(text: string): readonly string[] {
  const lines = readSourceBlocks(text).flatMap((block) => (block.kind === 'code' ? [] : block.lines));
  return lines.map(({ pieces }) => pieces.map((piece) => piece.text).join(''));
}

function unique(relations: readonly Relation[]): readonly Relation[] {
  return [...new Map(relations.map((relation) => [JSON.stringify(relation), relation])).values()];
}

function pairOf(from: string, to: string): string {
  return `${from}\n${to}`;
}

function compareRelations(records: readonly DecisionRecord[]): (left: Relation, right: Relation) => number {
  const place = new Map(records.map(({ path }, index) => [path, index]));
  const at = (path: string) => place.get(path) ?? records.length;
  return (left, right) =>
    at(left.from) - at(right.from) || at(left.to) - at(right.to) || compareText(left.kind, right.kind);
}
