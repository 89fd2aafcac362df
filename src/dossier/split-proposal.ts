import { z } from 'zod';
import type { ImportEdge } from '../evidence/import-edge.ts';
import { nameFiles } from './batches/name.ts';
import { tieFiles } from './batches/tie.ts';
import { layPieces, type WeighedFile } from './split/merge-order.ts';

/** One of the smaller pull requests that a large change could be split into. */
export const SplitPiece = z.strictObject({
  /** The folders that hold its files, so that people recognise it. */
  name: z.string(),
  files: z.int().positive(),
  /** Those to read: lines of listed and unread files do not count. */
  changed_lines: z.int().nonnegative(),
  /** A few of its files, those with the most changed lines first. */
  first_paths: z.array(z.string()).min(1),
  /** True for files that belong to none of the others. */
  rest: z.boolean(),
  /** True when it is still above the ceiling: one file alone is, or there would be too many pieces. */
  over: z.boolean(),
});
export type SplitPiece = z.infer<typeof SplitPiece>;

/** A file of the change, with its changed lines to read and its weight in the measure of the ceiling. */
export interface SplitFile extends WeighedFile {
  readonly changed_lines: number;
}

/** Files that go into one pull request. */
export interface FilePiece {
  readonly files: readonly SplitFile[];
  readonly rest: boolean;
  readonly over: boolean;
}

/** Most pull requests that a person is asked to make of one. */
export const MOST_PIECES = 8;
const MOST_PATHS = 4;
/** The share of all ties that a pull request more has to keep together. */
const WORTH = 0.1;

/**
 * Proposes pull requests that each weigh no more than `most`, in an order in which they can be merged; empty when
 * nothing can weigh so little.
 */
export function proposeSplit(
  files: readonly SplitFile[],
  edges: readonly ImportEdge[],
  most: number,
): readonly SplitPiece[] {
  if (most <= 0) return [];
  return nameApart(splitFiles(files, edges, most).map(describe));
}

/** The same as files: every file in exactly one piece, what others import first, at most eight pieces. */
export function splitFiles(
  files: readonly SplitFile[],
  edges: readonly ImportEdge[],
  most: number,
): readonly FilePiece[] {
  const { tied, loose } = partLoose(files, edges);
  const roomy = lay({ tied, loose }, edges, { most, thrift: WORTH });
  const pieces = roomy.length <= MOST_PIECES ? roomy : lay({ tied, loose }, edges, { most, thrift: 1 });
  if (pieces.length <= MOST_PIECES) return pieces;
  const last = pieces.slice(MOST_PIECES - 1);
  const others = last.flatMap((piece) => piece.files);
  const isRest = last.every(({ rest }) => rest);
  return [...pieces.slice(0, MOST_PIECES - 1), { files: others, rest: isRest, over: weightOf(others) > most }];
}

interface Parted {
  readonly tied: readonly SplitFile[];
  readonly loose: readonly SplitFile[];
}

/** Files that are tied to nothing go last; when all are so, none is a rest. */
function partLoose(files: readonly SplitFile[], edges: readonly ImportEdge[]): Parted {
  const ends = new Set(tieFiles(files, edges).flatMap(({ first, second }) => [first, second]));
  const tied = files.filter((_, position) => ends.has(position));
  return tied.length === 0
    ? { tied: files, loose: [] }
    : { tied, loose: files.filter((_, position) => !ends.has(position)) };
}

function lay(
  { tied, loose }: Parted,
  edges: readonly ImportEdge[],
  size: { readonly most: number; readonly thrift: number },
): readonly FilePiece[] {
  const piecesOf = (files: readonly SplitFile[], rest: boolean) =>
    layPieces(files, edges, size).map((members): FilePiece => {
      const chosen = members.flatMap((member) => files[member] ?? []);
      return { files: chosen, rest, over: weightOf(chosen) > size.most };
    });
  return [...piecesOf(tied, false), ...piecesOf(loose, true)];
}

function describe({ files, rest, over }: FilePiece): SplitPiece {
  const heaviest = files.toSorted((left, right) => right.changed_lines - left.changed_lines);
  return {
    name: nameFiles(files.map(({ path }) => path)),
    files: files.length,
    changed_lines: sum(files.map(({ changed_lines }) => changed_lines)),
    first_paths: heaviest.slice(0, MOST_PATHS).map(({ path }) => path),
    rest,
    over,
  };
}

/** Pieces of one name are numbered. */
function nameApart(pieces: readonly SplitPiece[]): readonly SplitPiece[] {
  const seen = new Map<string, number>();
  return pieces.map((piece) => {
    if (pieces.filter(({ name }) => name === piece.name).length === 1) return piece;
    const number = (seen.get(piece.name) ?? 0) + 1;
    seen.set(piece.name, number);
    return { ...piece, name: `${piece.name}, part ${number}` };
  });
}

function weightOf(files: readonly SplitFile[]): number {
  return sum(files.map(({ weight }) => weight));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
