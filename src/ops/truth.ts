/** Kleene's three values. */
export type Truth = 'true' | 'false' | 'unknown';

/** What a comparison says that may have to be made with an unknown figure. */
export function truthOf(holds: boolean | null): Truth {
  return holds === null ? 'unknown' : holds ? 'true' : 'false';
}

/** False as soon as one is false. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('false')) return 'false';
  return truths.includes('unknown') ? 'unknown' : 'true';
}

/** True as soon as one is true. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('true')) return 'true';
  return truths.includes('unknown') ? 'unknown' : 'false';
}

/** Whether at least so many are true, where the unknown could be either. */
export function atLeast(least: number, truths: readonly Truth[]): Truth {
  const sure = truths.filter((truth) => truth === 'true').length;
  if (sure >= least) return 'true';
  const possible = sure + truths.filter((truth) => truth === 'unknown').length;
  return possible >= least ? 'unknown' : 'false';
}
