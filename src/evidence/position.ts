import type { SyntaxNode } from './syntax.ts';

/** The line of a node's first character, from 1. */
export function firstLine(node: SyntaxNode): number {
  return node.range().start.line + 1;
}

/** Whether a node stands inside another one, or is that one. */
export function isWithin(inner: SyntaxNode, outer: SyntaxNode): boolean {
  const [within, around] = [inner.range(), outer.range()];
  return around.start.index <= within.start.index && within.end.index <= around.end.index;
}

/** The last entry of a list, sorted by position, that stands at a position or before it; null when there is none. */
export function lastUpTo<T>(sorted: readonly T[], position: number, of: (entry: T) => number): T | null {
  return sorted[countUpTo(sorted, position, of) - 1] ?? null;
}

/** The entries of a list, sorted by position, that stand behind a position and before another one. */
export function between<T>(
  sorted: readonly T[],
  { after, before }: { readonly after: number; readonly before: number },
  of: (entry: T) => number,
): readonly T[] {
  return sorted.slice(countUpTo(sorted, after, of), countUpTo(sorted, before - 1, of));
}

function countUpTo<T>(sorted: readonly T[], position: number, of: (entry: T) => number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const entry = sorted[middle];
    if (entry !== undefined && of(entry) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
