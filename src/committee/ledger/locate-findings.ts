import { compareText } from '../../kernel/compare-text.ts';
import type { Finding, FindingPlace } from '../finding.ts';
import { normaliseQuote } from '../finding-id.ts';
import { type Found, type Located, type NewHead, openHead, unchangedAt } from './locate.ts';

/**
 * Finds the cited code of earlier findings at a new head, by id; those without a place are left out. Findings of one
 * kind on equal lines never stand on the same line: of two, one of whose lines was taken out, the nearer one stands and
 * the other has changed.
 */
export function locateFindings(findings: readonly Finding[], head: NewHead): ReadonlyMap<string, Located> {
  const { locate, candidates } = openHead(head);
  const placed = findings.flatMap((finding) =>
    finding.place === null ? [] : [asPlaced(finding, finding.place, head)],
  );
  const located = new Map(placed.map(({ id, place }) => [id, locate(place)]));
  for (const family of Map.groupBy(placed, ({ kin }) => kin).values()) {
    if (family.length === 1 || family.some(({ place }) => place.line === null || place.side === 'before')) continue;
    const wishes = family.flatMap((one) => candidates(one.place).map((found, rank) => ({ one, found, rank })));
    if (wishes.length === 0) continue;
    const given = uncross(family, giveEach(wishes));
    for (const { id, path, place } of family) {
      const found = given.get(id);
      located.set(
        id,
        found === undefined ? { kind: 'changed', path, line: place.line } : unchangedAt(place, path, found),
      );
    }
  }
  return located;
}

interface Placed {
  readonly id: string;
  readonly place: FindingPlace;
  /** At the new head. */
  readonly path: string;
  /** What findings on equal lines have in common. */
  readonly kin: string;
}

function asPlaced({ id, rule, code }: Finding, place: FindingPlace, { renames }: NewHead): Placed {
  const path = renames.get(place.path) ?? place.path;
  return { id, place, path, kin: JSON.stringify([rule ?? code, path, place.side, normaliseQuote(place.quote)]) };
}

interface Wish {
  readonly one: Placed;
  readonly found: Found;
  readonly rank: number;
}

/** Gives every finding a line of its own, those in their symbol and nearest to where they stood first. */
function giveEach(wishes: readonly Wish[]): ReadonlyMap<string, Found> {
  const distance = ({ one, found }: Wish) => Math.abs(found.line - (one.place.line ?? 0));
  const strays = ({ one, found }: Wish) => Number(one.place.symbol !== null && found.symbol !== one.place.symbol);
  const inOrder = [...wishes].sort(
    (left, right) =>
      strays(left) - strays(right) ||
      distance(left) - distance(right) ||
      left.rank - right.rank ||
      compareText(left.one.id, right.one.id),
  );
  const given = new Map<string, Found>();
  const taken = new Set<number>();
  for (const { one, found } of inOrder) {
    if (given.has(one.id) || taken.has(found.line)) continue;
    given.set(one.id, found);
    taken.add(found.line);
  }
  return given;
}

/** Lines keep their order when all of them move: within one symbol the earlier finding gets the earlier line. */
function uncross(family: readonly Placed[], given: ReadonlyMap<string, Found>): ReadonlyMap<string, Found> {
  const inOrder = new Map<string, Found>();
  for (const some of Map.groupBy(family, ({ place }) => place.symbol).values()) {
    const mine = some.filter(({ id }) => given.has(id));
    mine.sort((one, other) => (one.place.line ?? 0) - (other.place.line ?? 0) || compareText(one.id, other.id));
    const lines = mine.flatMap(({ id }) => given.get(id) ?? []).sort((one, other) => one.line - other.line);
    for (const [at, { id }] of mine.entries()) {
      const found = lines[at];
      if (found !== undefined) inOrder.set(id, found);
    }
  }
  return inOrder;
}
