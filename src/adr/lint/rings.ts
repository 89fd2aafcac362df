/**
 * The rings of a directed graph, by node: all nodes from which one comes back to the node, in the order given; what
 * stands in no ring is left out. Kosaraju's two walks, without recursion, in a time that grows with nodes and arrows.
 */
export function ringsIn<T>(
  nodes: readonly T[],
  arrows: readonly (readonly [from: T, to: T])[],
): ReadonlyMap<T, readonly T[]> {
  const after = neighbours(arrows);
  const before = neighbours(arrows.map(([from, to]) => [to, from]));
  const rings = new Map<T, readonly T[]>();
  const seen = new Set<T>();
  for (const node of walk(nodes, after, new Set()).toReversed()) {
    if (seen.has(node)) continue;
    const together = new Set(walk([node], before, seen));
    if (together.size < 2 && after.get(node)?.includes(node) !== true) continue;
    const ring = nodes.filter((each) => together.has(each));
    for (const member of ring) rings.set(member, ring);
  }
  return rings;
}

type Neighbours<T> = ReadonlyMap<T, readonly T[]>;

function neighbours<T>(arrows: readonly (readonly [T, T])[]): Neighbours<T> {
  const found = new Map<T, T[]>();
  for (const [from, to] of arrows) {
    const known = found.get(from);
    if (known === undefined) found.set(from, [to]);
    else known.push(to);
  }
  return found;
}

/** The nodes that are reached and not yet seen, each behind all that are reached from it. */
function walk<T>(starts: readonly T[], next: Neighbours<T>, seen: Set<T>): readonly T[] {
  const done: T[] = [];
  for (const start of starts) {
    const open = seen.has(start) ? [] : [{ node: start, at: 0 }];
    seen.add(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const child = next.get(top.node)?.[top.at];
      top.at += 1;
      if (child === undefined) {
        done.push(top.node);
        open.pop();
      } else if (!seen.has(child)) {
        seen.add(child);
        open.push({ node: child, at: 0 });
      }
    }
  }
  return done;
}
