import { cutLine, weightKept } from './line-cut.ts';
import { joinNeighbours } from './neighbourhood.ts';
import type { Tie } from './tie.ts';

/** A batch more is read by every seat and paid for: it has to keep at least this share of all weight together. */
const WORTH = 0.1;

/**
 * Packs things into batches no larger than `room` so that what is tied stays together, in as few batches as that
 * allows. Of three ways the best is taken: whole neighbourhoods, a line of neighbours that is cut where least is lost,
 * and the order as it is, cut the same way. Positions stand in their order within a batch, batches in the order of their first; a thing that
 * is too large is a batch by itself.
 */
export function packBatches(
  sizes: readonly number[],
  ties: readonly Tie[],
  room: number,
): readonly (readonly number[])[] {
  if (sizes.length === 0) return [];
  const price = ties.reduce((sum, { weight }) => sum + weight, 1) * WORTH;
  const neighbours = joinNeighbours(sizes, ties).flat();
  const ways = [
    cutLine({ order: neighbours, sizes, ties }, room, price),
    fillBatches(joinNeighbours(sizes, ties, room), { sizes, ties, room }),
    cutLine({ order: sizes.map((_, position) => position), sizes, ties }, room, price),
  ].map((batches) => ({ batches, worth: weightKept(batches, ties) - price * batches.length }));
  const [best] = ways.toSorted((left, right) => right.worth - left.worth);
  return inOrder(best?.batches ?? []);
}

interface Filling {
  readonly members: number[];
  size: number;
}

/** Puts whole groups into batches, the largest first: where they have the strongest ties, else where they fit best. */
function fillBatches(
  groups: readonly (readonly number[])[],
  { sizes, ties, room }: { sizes: readonly number[]; ties: readonly Tie[]; room: number },
): readonly (readonly number[])[] {
  const sizeOf = (members: readonly number[]) => members.reduce((sum, member) => sum + (sizes[member] ?? 0), 0);
  const sized = groups.map((members) => ({ members, size: sizeOf(members) }));
  const batches: Filling[] = [];
  for (const { members, size } of sized.toSorted((left, right) => right.size - left.size)) {
    const fitting = batches.filter((batch) => batch.size + size <= room);
    const weights = weightsTo(members, ties);
    const weightOf = (batch: Filling) => batch.members.reduce((sum, member) => sum + (weights.get(member) ?? 0), 0);
    const rated = fitting.map((batch) => ({ batch, weight: weightOf(batch) }));
    const [chosen] = rated.toSorted((left, right) => right.weight - left.weight || right.batch.size - left.batch.size);
    if (chosen === undefined) batches.push({ members: [...members], size });
    else {
      chosen.batch.members.push(...members);
      chosen.batch.size += size;
    }
  }
  return batches.map(({ members }) => members);
}

/** The weight with which others are tied to some members. */
function weightsTo(members: readonly number[], ties: readonly Tie[]): ReadonlyMap<number, number> {
  const inside = new Set(members);
  const weights = new Map<number, number>();
  for (const { first, second, weight } of ties) {
    if (inside.has(first) === inside.has(second)) continue;
    const outside = inside.has(first) ? second : first;
    weights.set(outside, (weights.get(outside) ?? 0) + weight);
  }
  return weights;
}

function inOrder(batches: readonly (readonly number[])[]): readonly (readonly number[])[] {
  return batches
    .map((members) => members.toSorted((left, right) => left - right))
    .toSorted(([left = 0], [right = 0]) => left - right);
}
