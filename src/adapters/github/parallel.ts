/** How many requests of one reading are under way at once; GitHub asks for far fewer than a hundred. */
const AT_ONCE = 6;

/** Does something for each item, a few at a time, and waits for all; throws what the first failure threw. */
export async function inParallel<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const failures: unknown[] = [];
  const work = async () => {
    for (const item of left) {
      if (failures.length > 0) return;
      await act(item).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, work));
  if (failures.length > 0) throw failures[0];
}
