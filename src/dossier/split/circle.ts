/**
 * The smallest groups of positions that nothing but a circle of arrows holds together: what is in no circle is a group
 * by itself. `targets` gives for each position where its arrows lead. Groups stand so that arrows lead to earlier ones.
 */
export function groupCircles(targets: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const sources: number[][] = targets.map(() => []);
  targets.forEach((list, from) => {
    for (const to of list) sources[to]?.push(from);
  });
  // What the arrows lead to is done before what they come from; against the arrows a circle cannot be left.
  const order = walkAll(
    targets.map((_, position) => position),
    targets,
  ).flat();
  return walkAll(order.toReversed(), sources).toReversed();
}

/** Walks from each start along the arrows to what was not seen before; the positions of a walk, the last reached first. */
function walkAll(starts: readonly number[], arrows: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const seen = new Set<number>();
  return starts.flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    return [walk(start, arrows, seen)];
  });
}

/** Without recursion, since a chain of imports may be longer than the stack. */
function walk(start: number, arrows: readonly (readonly number[])[], seen: Set<number>): readonly number[] {
  const done: number[] = [];
  const open = [{ position: start, next: 0 }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const to = arrows[top.position]?.[top.next];
    top.next += 1;
    if (to === undefined) {
      done.push(top.position);
      open.pop();
    } else if (!seen.has(to)) {
      seen.add(to);
      open.push({ position: to, next: 0 });
    }
  }
  return done;
}
