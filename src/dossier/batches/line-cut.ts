import type { Tie } from './tie.ts';

/** Things in a line that is to be cut. */
export interface Line {
  /** Positions of the things, each once. */
  readonly order: readonly number[];
  /** The size of each, by position. */
  readonly sizes: readonly number[];
  readonly ties: readonly Tie[];
}

/**
 * Cuts a line into runs no larger than `room` so that the most weight stays together, less a price for each run: where
 * nothing is gained by it there is no run more than needed. A thing that is too large is a run by itself.
 */
export function cutLine(line: Line, room: number, price: number): readonly (readonly number[])[] {
  const { order, sizes } = line;
  const later = tiesToLater(line);
  const best: Cut[] = [{ value: 0, runs: 0, from: 0 }];
  for (let end = 1; end <= order.length; end += 1) {
    let chosen: Cut | null = null;
    let size = 0;
    let kept = 0;
    for (let from = end - 1; from >= 0; from -= 1) {
      size += sizes[order[from] ?? 0] ?? 0;
      if (size > room && from < end - 1) break;
      kept += keptWith(later[from], end);
      const { value = 0, runs = 0 } = best[from] ?? {};
      const cut = { value: value + kept - price, runs: runs + 1, from };
      if (chosen === null || isBetter(cut, chosen)) chosen = cut;
    }
    if (chosen !== null) best.push(chosen);
  }
  return runsOf(order, best);
}

/** The weight of all ties that stay within one of some groups. */
export function weightKept(groups: readonly (readonly number[])[], ties: readonly Tie[]): number {
  const groupOf = new Map(groups.flatMap((members, group) => members.map((member) => [member, group] as const)));
  return ties.reduce((sum, { first, second, weight }) => {
    const group = groupOf.get(first);
    return group !== undefined && group === groupOf.get(second) ? sum + weight : sum;
  }, 0);
}

/** The best way to cut a beginning of the line: its last run begins at `from`. */
interface Cut {
  readonly value: number;
  readonly runs: number;
  readonly from: number;
}

/** Of equal cuts the one with fewer runs, and of these the one that leaves the later run short. */
function isBetter(cut: Cut, than: Cut): boolean {
  return cut.value > than.value || (cut.value === than.value && cut.runs < than.runs);
}

interface LaterTie {
  readonly to: number;
  readonly weight: number;
}

/** The ties of each place in the line to the places after it. */
function tiesToLater({ order, ties }: Line): readonly (readonly LaterTie[])[] {
  const places = new Map(order.map((position, place) => [position, place]));
  const later: LaterTie[][] = order.map(() => []);
  for (const { first, second, weight } of ties) {
    const [one, other] = [places.get(first), places.get(second)];
    if (one === undefined || other === undefined) continue;
    later[Math.min(one, other)]?.push({ to: Math.max(one, other), weight });
  }
  return later;
}

function keptWith(ties: readonly LaterTie[] | undefined, end: number): number {
  let kept = 0;
  for (const { to, weight } of ties ?? []) if (to < end) kept += weight;
  return kept;
}

function runsOf(order: readonly number[], best: readonly Cut[]): readonly (readonly number[])[] {
  const runs: (readonly number[])[] = [];
  for (let end = order.length; end > 0; ) {
    const from = best[end]?.from ?? 0;
    runs.unshift(order.slice(from, end));
    end = from;
  }
  return runs;
}
