import type { ImportEdge } from '../../evidence/import-edge.ts';
import { cutLine } from '../batches/line-cut.ts';
import { type Tie, type TiedFile, tieFiles } from '../batches/tie.ts';
import { groupCircles } from './circle.ts';

/** A file that has to go into one of several pull requests. */
export interface WeighedFile extends TiedFile {
  readonly weight: number;
}

/**
 * Lays files into pieces no heavier than `most`, in an order in which these can be merged: no piece imports from a later
 * one, unless a circle of imports is too heavy for one piece. What belongs together stays together where that order
 * allows it; `thrift` says which share of all ties is worth a piece more. A file that is too heavy is a piece by itself.
 * Gives positions.
 */
export function layPieces(
  files: readonly WeighedFile[],
  edges: readonly ImportEdge[],
  { most, thrift }: { readonly most: number; readonly thrift: number },
): readonly (readonly number[])[] {
  const ties = tieFiles(files, edges);
  const yard = openYard(files, edges, { ties, most });
  const order = lineUp(yard, most);
  const between = ties.flatMap(({ first, second, weight }): readonly Tie[] => {
    const [one = 0, other = 0] = [yard.unitOf.get(first), yard.unitOf.get(second)];
    return one === other ? [] : [{ first: one, second: other, weight }];
  });
  const price = between.reduce((sum, { weight }) => sum + weight, 1) * thrift;
  const runs = cutLine({ order, sizes: yard.units.map(({ weight }) => weight), ties: between }, most, price);
  return runs.map((run) => run.flatMap((unit) => yard.units[unit]?.members ?? []));
}

/** Units in an order in which they can be merged, each near to what it belongs to. */
function lineUp(yard: Yard, most: number): readonly number[] {
  const order: number[] = [];
  let piece = openPiece();
  while (order.length < yard.units.length) {
    const next = chooseUnit(yard, piece, most);
    if (next === null) piece = openPiece();
    else {
      take(next, yard, piece);
      order.push(next);
    }
  }
  return order;
}

/** Files that go together: a circle of imports, or one file. */
interface Unit {
  readonly members: readonly number[];
  readonly weight: number;
  /** The folders around its first file, from the root. */
  readonly folders: readonly string[];
  /** Units that import from it. */
  readonly waiting: number[];
}

/** What is not laid yet. */
interface Yard {
  readonly units: readonly Unit[];
  readonly unitOf: ReadonlyMap<number, number>;
  /** How many units each one still waits for. */
  readonly awaited: number[];
  /** Units that wait for nothing. */
  readonly ready: Set<number>;
  readonly tiesOf: ReadonlyMap<number, readonly Tie[]>;
}

/** What was laid since the last one that was full. */
interface Piece {
  weight: number;
  isEmpty: boolean;
  /** Those of the last unit. */
  folders: readonly string[];
  /** How strongly units belong to it. */
  readonly pull: Map<number, number>;
}

function openPiece(): Piece {
  return { weight: 0, isEmpty: true, folders: [], pull: new Map() };
}

function openYard(
  files: readonly WeighedFile[],
  edges: readonly ImportEdge[],
  { ties, most }: { readonly ties: readonly Tie[]; readonly most: number },
): Yard {
  const targets = targetsOf(files, edges);
  const circles = groupCircles(targets);
  const units = groupUnits(files, targets, { circles, most })
    .map((members) => asUnit(members, files))
    .toSorted((left, right) => (left.members[0] ?? 0) - (right.members[0] ?? 0));
  const unitOf = numberMembers(units.map(({ members }) => members));
  const circleOf = numberMembers(circles);
  const awaited = units.map(({ members }, unit) => {
    const others = members.flatMap((member) => {
      const outside = (targets[member] ?? []).filter((to) => circleOf.get(to) !== circleOf.get(member));
      return outside.map((to) => unitOf.get(to)).filter((other) => other !== unit);
    });
    const needed = new Set(others);
    for (const one of needed) if (one !== undefined) units[one]?.waiting.push(unit);
    return needed.size;
  });
  const ready = new Set(awaited.flatMap((count, unit) => (count === 0 ? [unit] : [])));
  return { units, unitOf, awaited, ready, tiesOf: indexTies(ties) };
}

function asUnit(given: readonly number[], files: readonly WeighedFile[]): Unit {
  const members = given.toSorted((left, right) => left - right);
  const folders = folderOf(files[members[0] ?? 0])
    .split('/')
    .filter(Boolean);
  return { members, weight: weigh(members, files), folders, waiting: [] };
}

/**
 * Whole folders where that is not too heavy, folders that import each other in a circle as one; otherwise circles of
 * files, and single files where even that is too heavy: within such a circle nobody waits for anybody.
 */
function groupUnits(
  files: readonly WeighedFile[],
  targets: readonly (readonly number[])[],
  { circles, most }: { readonly circles: readonly (readonly number[])[]; readonly most: number },
): readonly (readonly number[])[] {
  const folders = groupFolders(files);
  const folderAt = numberMembers(folders);
  const arrows = folders.map((members) => [
    ...new Set(members.flatMap((member) => (targets[member] ?? []).map((to) => folderAt.get(to) ?? 0))),
  ]);
  const regions = groupCircles(arrows).map((group) => group.flatMap((folder) => folders[folder] ?? []));
  const heavy = new Set(regions.filter((members) => weigh(members, files) > most).flat());
  const inside = circles.filter(([first = 0]) => heavy.has(first));
  return [
    ...regions.filter(([first = 0]) => !heavy.has(first)),
    ...inside.flatMap((members) => (weigh(members, files) <= most ? [members] : members.map((member) => [member]))),
  ];
}

function groupFolders(files: readonly WeighedFile[]): readonly (readonly number[])[] {
  const folders = new Map<string, number[]>();
  files.forEach((file, position) => {
    const folder = folderOf(file);
    folders.set(folder, [...(folders.get(folder) ?? []), position]);
  });
  return [...folders.values()];
}

function weigh(members: readonly number[], files: readonly WeighedFile[]): number {
  return members.reduce((sum, member) => sum + (files[member]?.weight ?? 0), 0);
}

/** The number of the group that each position is in. */
function numberMembers(groups: readonly (readonly number[])[]): ReadonlyMap<number, number> {
  return new Map(groups.flatMap((members, group) => members.map((member) => [member, group] as const)));
}

function targetsOf(files: readonly WeighedFile[], edges: readonly ImportEdge[]): readonly (readonly number[])[] {
  const positions = new Map(files.map(({ path }, position) => [path, position]));
  const targets: number[][] = files.map(() => []);
  for (const { from, to } of edges) {
    const [one, other] = [positions.get(from), positions.get(to)];
    if (one !== undefined && other !== undefined && one !== other) targets[one]?.push(other);
  }
  return targets;
}

function indexTies(ties: readonly Tie[]): ReadonlyMap<number, readonly Tie[]> {
  const index = new Map<number, Tie[]>();
  for (const tie of ties) {
    for (const end of [tie.first, tie.second]) {
      const list = index.get(end);
      if (list === undefined) index.set(end, [tie]);
      else list.push(tie);
    }
  }
  return index;
}

/** The ready unit that fits and stands nearest to the last one, then belongs here most, of equal ones the first; null when none fits. */
function chooseUnit({ units, ready }: Yard, piece: Piece, most: number): number | null {
  let best: Candidate | null = null;
  for (const unit of ready) {
    const { weight = 0, folders = [] } = units[unit] ?? {};
    if (!piece.isEmpty && piece.weight + weight > most) continue;
    const near = sharedDepth(piece.folders, folders);
    const candidate = { unit, near, pull: piece.pull.get(unit) ?? 0 };
    if (best === null || isNearer(candidate, best)) best = candidate;
  }
  return best?.unit ?? null;
}

interface Candidate {
  readonly unit: number;
  readonly near: number;
  readonly pull: number;
}

function isNearer(one: Candidate, other: Candidate): boolean {
  return (one.near - other.near || one.pull - other.pull || other.unit - one.unit) > 0;
}

/** How many folders two paths have in common from the root. */
function sharedDepth(one: readonly string[], other: readonly string[]): number {
  const apart = one.findIndex((folder, depth) => folder !== other[depth]);
  return apart < 0 ? one.length : apart;
}

function take(unit: number, { units, unitOf, awaited, ready, tiesOf }: Yard, piece: Piece): void {
  const { members = [], weight = 0, folders = [], waiting = [] } = units[unit] ?? {};
  ready.delete(unit);
  piece.weight += weight;
  piece.isEmpty = false;
  piece.folders = folders;
  for (const member of members) {
    for (const tie of tiesOf.get(member) ?? []) {
      const other = unitOf.get(tie.first === member ? tie.second : tie.first);
      if (other !== undefined) piece.pull.set(other, (piece.pull.get(other) ?? 0) + tie.weight);
    }
  }
  for (const one of waiting) {
    awaited[one] = (awaited[one] ?? 0) - 1;
    if (awaited[one] === 0) ready.add(one);
  }
}

function folderOf(file: WeighedFile | undefined): string {
  return file === undefined ? '' : file.path.slice(0, file.path.lastIndexOf('/') + 1);
}
