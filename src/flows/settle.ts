/** Waits until every started step has ended, then returns their values in order or throws the first broken promise. */
export async function settleAll<T>(started: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(started);
  return settled.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}
