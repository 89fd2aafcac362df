import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightKept } from '../../../src/dossier/batches/line-cut.ts';
import { packBatches } from '../../../src/dossier/batches/packing.ts';
import type { Tie } from '../../../src/dossier/batches/tie.ts';

/** Ties of one weight between pairs of positions. */
function tied(...pairs: readonly (readonly [first: number, second: number])[]): readonly Tie[] {
  return pairs.map(([first, second]) => ({ first, second, weight: 2 }));
}

const anyCase = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 30 }).chain((sizes) => {
  const position = fc.nat({ max: Math.max(0, sizes.length - 1) });
  const tie = fc
    .record({ one: position, other: position, weight: fc.integer({ min: 1, max: 5 }) })
    .filter(({ one, other }) => one !== other)
    .map(({ one, other, weight }) => ({ first: Math.min(one, other), second: Math.max(one, other), weight }));
  const ties =
    sizes.length < 2
      ? fc.constant([])
      : fc.uniqueArray(tie, { maxLength: 40, selector: ({ first, second }) => `${first} ${second}` });
  return fc.record({ sizes: fc.constant(sizes), ties, room: fc.integer({ min: 1, max: 300 }) });
});

describe('packBatches', () => {
  it('is one batch when everything fits', () => {
    expect(packBatches([1, 1, 1], [], 3)).toEqual([[0, 1, 2]]);
  });

  it('is nothing for nothing', () => {
    expect(packBatches([], [], 3)).toEqual([]);
  });

  it('puts tied things together, wherever they stand', () => {
    expect(packBatches([1, 1, 1, 1], tied([0, 3], [1, 2]), 2)).toEqual([
      [0, 3],
      [1, 2],
    ]);
  });

  it('keeps the stronger tie where both do not fit', () => {
    const ties = [
      { first: 0, second: 1, weight: 1 },
      { first: 0, second: 2, weight: 4 },
    ];

    expect(packBatches([1, 1, 1], ties, 2)).toEqual([[0, 2], [1]]);
  });

  it('gives a neighbourhood a batch of its own before it tears it apart', () => {
    const three = tied([0, 1], [1, 2], [3, 4], [4, 5], [6, 7], [7, 8]);

    expect(packBatches(Array(9).fill(20), three, 100)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
      [6, 7, 8],
    ]);
  });

  it('cuts a neighbourhood that is too large where least is lost', () => {
    const ring = [...tied([0, 1], [1, 2], [0, 2], [3, 4], [4, 5], [3, 5]), { first: 2, second: 3, weight: 1 }];

    expect(packBatches(Array(6).fill(1), ring, 3)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ]);
  });

  it('takes no more batches than need be for things that are not tied', () => {
    expect(packBatches([60, 40, 60, 40], [], 100)).toHaveLength(2);
  });

  it('gives a thing that is too large a batch of its own', () => {
    expect(packBatches([5, 300, 5], tied([0, 1], [1, 2]), 100)).toEqual([[0, 2], [1]]);
  });

  it('holds every thing once, none too full, in order, and the same each time', () => {
    fc.assert(
      fc.property(anyCase, ({ sizes, ties, room }) => {
        const batches = packBatches(sizes, ties, room);

        const members = batches.flat();
        expect(members.toSorted((left, right) => left - right)).toEqual(sizes.map((_, position) => position));
        expect(batches.every((batch) => batch.length === 1 || sizeOf(batch, sizes) <= room)).toBe(true);
        expect(batches).toEqual(batches.map((batch) => batch.toSorted((left, right) => left - right)));
        expect(packBatches(sizes, ties.toReversed(), room)).toEqual(batches);
      }),
    );
  });

  it('keeps at least as much together as a cut in order of reading, or saves batches', () => {
    fc.assert(
      fc.property(anyCase, ({ sizes, ties, room }) => {
        const inOrder = cutInOrder(sizes, room);

        const batches = packBatches(sizes, ties, room);

        const isBetter = weightKept(batches, ties) >= weightKept(inOrder, ties) || batches.length < inOrder.length;
        expect(isBetter).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

function sizeOf(batch: readonly number[], sizes: readonly number[]): number {
  return batch.reduce((sum, member) => sum + (sizes[member] ?? 0), 0);
}

function cutInOrder(sizes: readonly number[], room: number): readonly (readonly number[])[] {
  const batches: number[][] = [];
  sizes.forEach((size, position) => {
    const last = batches.at(-1);
    if (last === undefined || sizeOf(last, sizes) + size > room) batches.push([position]);
    else last.push(position);
  });
  return batches;
}
