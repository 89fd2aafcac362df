import type { Tie } from './tie.ts';

/**
 * Joins things that belong together, the strongest ties for their sizes first, as long as they are no larger together
 * than `most`. Gives their positions, those of one group near to what they are tied to, groups in order of their first;
 * a thing that is too large stands alone.
 */
export function joinNeighbours(
  sizes: readonly number[],
  ties: readonly Tie[],
  most = Number.POSITIVE_INFINITY,
): readonly (readonly number[])[] {
  const groups = openGroups(sizes, ties);
  const choices = groups.map((_, id) => chooseFor(id, groups, most));
  for (let next = strongest(choices); next !== null; next = strongest(choices)) {
    const { one, other } = next;
    const touched = merge(groups, one, other);
    choices[other] = null;
    for (const id of [one, ...touched]) choices[id] = chooseFor(id, groups, most);
  }
  return groups.flatMap((group) => (group === null ? [] : [group.members]));
}

interface Group {
  readonly members: readonly number[];
  readonly size: number;
  /** Summed weights of the ties to other groups, by their ids. */
  readonly links: Map<number, number>;
}

/** The group that another one should be joined with. */
interface Choice {
  readonly one: number;
  readonly other: number;
  readonly strength: number;
}

function openGroups(sizes: readonly number[], ties: readonly Tie[]): (Group | null)[] {
  const groups = sizes.map((size, position): Group => ({ members: [position], size, links: new Map() }));
  for (const { first, second, weight } of ties) {
    groups[first]?.links.set(second, weight);
    groups[second]?.links.set(first, weight);
  }
  return groups;
}

/** The strongest tie of a group to a later one that may be joined; of equal ones the first. */
function chooseFor(id: number, groups: readonly (Group | null)[], most: number): Choice | null {
  const group = groups[id];
  if (group === null || group === undefined) return null;
  let best: Choice | null = null;
  for (const [to, weight] of group.links) {
    const other = groups[to];
    if (to < id || other === null || other === undefined || group.size + other.size > most) continue;
    const strength = weight / Math.sqrt(group.members.length * other.members.length);
    if (best === null || strength > best.strength || (strength === best.strength && to < best.other)) {
      best = { one: id, other: to, strength };
    }
  }
  return best;
}

function strongest(choices: readonly (Choice | null)[]): Choice | null {
  let best: Choice | null = null;
  for (const choice of choices) {
    if (choice !== null && (best === null || choice.strength > best.strength)) best = choice;
  }
  return best;
}

/** Joins the second group to the first and gives the ids of all groups that were tied to either. */
function merge(groups: (Group | null)[], one: number, other: number): readonly number[] {
  const [left, right] = [groups[one], groups[other]];
  if (!left || !right) return [];
  for (const [to, weight] of right.links) {
    const links = groups[to]?.links;
    links?.delete(other);
    if (to === one) continue;
    left.links.set(to, (left.links.get(to) ?? 0) + weight);
    links?.set(one, (links.get(one) ?? 0) + weight);
  }
  left.links.delete(other);
  groups[one] = { ...left, members: [...left.members, ...right.members], size: left.size + right.size };
  groups[other] = null;
  return [...left.links.keys()];
}
