const LEAST_PREFIX = 4;

/** The known word that a person most likely meant, ignoring case; null when none is near. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const ranked = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= tolerance(word, candidate))
    .sort((left, right) => left.distance - right.distance);
  return ranked[0]?.candidate ?? wordWithPrefix(word, known);
}

/** One letter in three may differ: fewer would miss plain typing errors, more would guess (`g6` is not `g1`). */
function tolerance(left: string, right: string): number {
  return Math.floor(Math.min(left.length, right.length) / 3);
}

/** `budget` means `budget_usd` although four letters are missing. */
function wordWithPrefix(word: string, known: readonly string[]): string | null {
  if (word.length < LEAST_PREFIX) return null;
  return known.find((candidate) => candidate.toLowerCase().startsWith(word.toLowerCase())) ?? null;
}

/** Insertions, deletions, replacements and swaps of neighbours, each at cost one. Damerau 1964 (restricted form). */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? 0;
}
