/** What a check is decided by, in sentences: anything wrong fails it, anything missing leaves it unproven. */
export interface Judgement {
  readonly wrong: readonly string[];
  readonly missing: readonly string[];
  readonly seen: readonly string[];
}

/** A judgement of which one thing is missing, so that there is nothing else to say. */
export function unproven(...missing: readonly string[]): Judgement {
  return { wrong: [], missing, seen: [] };
}

/** What is said when nothing is known of the run itself. */
export const NO_RUN = 'The run was not watched, so nothing is known of it.';
