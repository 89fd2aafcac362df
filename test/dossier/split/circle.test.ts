import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupCircles } from '../../../src/dossier/split/circle.ts';

const anyArrows = fc
  .integer({ min: 1, max: 12 })
  .chain((count) =>
    fc.array(fc.array(fc.nat({ max: count - 1 }), { maxLength: 3 }), { minLength: count, maxLength: count }),
  );

describe('groupCircles', () => {
  it('leaves what is in no circle alone, what is pointed at first', () => {
    expect(groupCircles([[1], [2], []])).toEqual([[2], [1], [0]]);
  });

  it('groups a circle', () => {
    const groups = groupCircles([[1], [2], [0], [0]]);

    expect(groups.map((group) => group.toSorted((left, right) => left - right))).toEqual([[0, 1, 2], [3]]);
  });

  it('follows a chain that is longer than the stack', () => {
    const chain = Array.from({ length: 50_000 }, (_, index) => (index === 49_999 ? [] : [index + 1]));

    expect(groupCircles(chain)[0]).toEqual([49_999]);
  });

  it('groups exactly what reaches each other, and lets no arrow lead to a later group', () => {
    fc.assert(
      fc.property(anyArrows, (arrows) => {
        const groups = groupCircles(arrows);

        const groupOf = new Map(groups.flatMap((members, group) => members.map((member) => [member, group])));
        const reach = arrows.map((_, from) => reachableFrom(from, arrows));
        expect(groups.flat().toSorted((left, right) => left - right)).toEqual(arrows.map((_, at) => at));
        arrows.forEach((_, one) => {
          arrows.forEach((_other, other) => {
            const together = one === other || (reach[one]?.has(other) === true && reach[other]?.has(one) === true);
            expect(groupOf.get(one) === groupOf.get(other)).toBe(together);
            const isLater = (groupOf.get(other) ?? 0) > (groupOf.get(one) ?? 0);
            expect(isLater && reach[one]?.has(other) === true).toBe(false);
          });
        });
      }),
    );
  });
});

function reachableFrom(start: number, arrows: readonly (readonly number[])[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [...(arrows[start] ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...(arrows[next] ?? []));
  }
  return reached;
}
