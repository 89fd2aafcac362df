/** A remark that GitHub shows beside a change, or above the job where it has no place. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

/** GitHub shows this many of each level of a step, and hides the rest. */
const MOST_OF_A_LEVEL = 10;

/** As many remarks of a level as GitHub shows; where there are more, the last one says how many, under this title. */
export function shorten(all: readonly Annotation[], level: Annotation['level'], title: string): readonly Annotation[] {
  if (all.length <= MOST_OF_A_LEVEL) return all;
  const shown = all.slice(0, MOST_OF_A_LEVEL - 1);
  const message = `${all.length - shown.length} more stand in the summary of this job; GitHub shows ${MOST_OF_A_LEVEL} of a kind.`;
  return [...shown, { level, title, message }];
}

/** Hands remarks to a runner of GitHub Actions. */
export async function annotate(annotations: readonly Annotation[]): Promise<void> {
  const core = await import('@actions/core');
  for (const { level, title, message, path, line } of annotations) {
    core[level](message, {
      title,
      ...(path !== undefined && { file: path }),
      ...(line !== undefined && line !== 0 && { startLine: line }),
    });
  }
}
