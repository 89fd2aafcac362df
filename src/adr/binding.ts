import type { Change, FileStatus } from '../change/change.ts';
import { compareText } from '../kernel/compare-text.ts';
import { Glob } from '../kernel/glob.ts';
import { type CitingText, findCitations } from './binding/citations.ts';
import { findComponents } from './binding/components.ts';
import { indexPaths, type PathIndex } from './binding/path-index.ts';
import { BINDING_KINDS, type BindingWhy } from './binding/why.ts';
import type { DecisionRecord } from './record.ts';
import { holdingRecords } from './standing.ts';

/** A change, and what people wrote about it: commit messages, a title, a description. */
export interface DescribedChange extends Pick<Change, 'files'> {
  readonly texts?: readonly CitingText[];
}

/** A record that a search offered for the change, with a score that means something within one answer only. */
export interface RetrievedRecord {
  readonly path: string;
  readonly score: number;
}

/** An accepted decision that a change has to respect, with every reason for that, the strongest first. */
export interface BindingDecision {
  readonly record: DecisionRecord;
  /** What the change does to the record itself; null when it leaves it alone. */
  readonly changed: FileStatus | null;
  readonly whys: readonly BindingWhy[];
}

/**
 * The decisions that bind a change: by the globs of their invariants, by the paths and components that they name, by
 * citation in the change, by retrieval, in this order. Only accepted ones do, also those that were amended since; what
 * was superseded, rejected, deprecated or never accepted binds nobody.
 */
export function bindingDecisions(
  change: DescribedChange,
  records: readonly DecisionRecord[],
  retrieved: readonly RetrievedRecord[] = [],
): readonly BindingDecision[] {
  const statusOf = new Map(
    change.files.flatMap(({ path, previousPath, status }) =>
      [path, previousPath ?? path].map((each) => [each, status] as const),
    ),
  );
  const holding = holdingBeside(records, ({ path }) => statusOf.get(path) === 'added');
  const paths = indexPaths(change.files);
  const components = findComponents(change.files, holding);
  const citations = findCitations(change, holding);
  const ranks = new Map(retrieved.map((found, index) => [found.path, { ...found, rank: index + 1 }]));
  const decisions = holding.flatMap((record) => {
    const changed = statusOf.get(record.path) ?? null;
    const rank = ranks.get(record.path);
    const whys = [
      ...record.invariants.flatMap((invariant) => whyOfInvariant(invariant, paths)),
      ...(changed === null ? [] : [whyOfOwnChange(record, changed)]),
      ...whysOfPaths(record, paths),
      ...withoutNamed(components.get(record.path) ?? [], record, paths),
      ...(citations.get(record.path) ?? []),
      ...(rank === undefined ? [] : [whyOfRank(rank, retrieved.length)]),
    ];
    return whys.length === 0 ? [] : [{ decision: { record, changed, whys }, rank: rank?.rank ?? Infinity }];
  });
  return decisions.sort(compareStrength).map(({ decision }) => decision);
}

/** A record that the change itself brings takes no other one's place yet. */
function holdingBeside(
  records: readonly DecisionRecord[],
  isBrought: (record: DecisionRecord) => boolean,
): readonly DecisionRecord[] {
  const brought = records.filter(isBrought);
  if (brought.length === 0) return holdingRecords(records);
  return [...holdingRecords(records.filter((record) => !isBrought(record))), ...holdingRecords(brought)];
}

function whyOfInvariant(
  { id, appliesTo }: DecisionRecord['invariants'][number],
  paths: PathIndex,
): readonly BindingWhy[] {
  return appliesTo.flatMap((glob): readonly BindingWhy[] => {
    const matched = paths.matching(glob);
    return matched.length === 0
      ? []
      : [{ kind: 'invariant', where: glob, words: `its invariant ${id} applies to ${tellPaths(matched)}` }];
  });
}

function whyOfOwnChange({ path }: DecisionRecord, changed: FileStatus): BindingWhy {
  return { kind: 'path', where: path, words: OWN_CHANGE[changed] };
}

const OWN_CHANGE: Readonly<Record<FileStatus, string>> = {
  added: 'the change adds this record',
  modified: 'the change edits this record itself',
  renamed: 'the change renames this record',
  deleted: 'the change deletes this record',
};

/** Globs that every path matches name nothing. */
const NAMES_NOTHING = /^[./*]*$/;

/** Paths of one record that are told, the narrowest first; the rest is counted. */
const MOST_PATHS = 4;

function whysOfPaths(record: DecisionRecord, paths: PathIndex): readonly BindingWhy[] {
  const named = new Map(record.paths.toReversed().map(({ glob, line }) => [glob, line]));
  const touched = [...named]
    .toReversed()
    .filter(([glob]) => !NAMES_NOTHING.test(glob) && Glob.safeParse(glob).success)
    .map(([glob, line]) => ({ glob, line, matched: paths.matching(glob).filter((path) => path !== record.path) }))
    .filter(({ matched }) => matched.length > 0)
    .sort((left, right) => left.matched.length - right.matched.length || left.line - right.line);
  const left = touched.length - MOST_PATHS;
  return touched.slice(0, MOST_PATHS).map(({ glob, line, matched }, index) => {
    const more = left > 0 && index === MOST_PATHS - 1 ? `, as it does for ${left} more of its paths` : '';
    const words = `names it on line ${line}, and the change touches ${tellPaths(matched)}${more}`;
    return { kind: 'path', where: glob, words };
  });
}

/** A file whose path is named is no component beside it. */
function withoutNamed(whys: readonly BindingWhy[], record: DecisionRecord, paths: PathIndex): readonly BindingWhy[] {
  if (whys.length === 0) return whys;
  const named = new Set(record.paths.flatMap(({ glob }) => (Glob.safeParse(glob).success ? paths.matching(glob) : [])));
  return whys.filter(({ where }) => !named.has(where));
}

function whyOfRank({ path, score, rank }: RetrievedRecord & { readonly rank: number }, of: number): BindingWhy {
  return {
    kind: 'retrieval',
    where: path,
    words: `number ${rank} of ${of} found by the change's own words (score ${score.toPrecision(3)})`,
  };
}

function tellPaths([first = '', ...others]: readonly string[]): string {
  if (others.length === 0) return first;
  return `${first} and ${others.length} more ${others.length === 1 ? 'file' : 'files'}`;
}

interface Ranked {
  readonly decision: BindingDecision;
  readonly rank: number;
}

/** By the strongest reason, then by how many kinds of reasons there are, then by rank, then as the folder is sorted. */
function compareStrength(left: Ranked, right: Ranked): number {
  return (
    strengthOf(left) - strengthOf(right) ||
    kindsOf(right) - kindsOf(left) ||
    compareRanks(left.rank, right.rank) ||
    compareText(left.decision.record.path, right.decision.record.path)
  );
}

function strengthOf({ decision }: Ranked): number {
  return Math.min(...decision.whys.map(({ kind }) => BINDING_KINDS.indexOf(kind)));
}

function kindsOf({ decision }: Ranked): number {
  return new Set(decision.whys.map(({ kind }) => kind)).size;
}

function compareRanks(left: number, right: number): number {
  return left === right ? 0 : left - right;
}
