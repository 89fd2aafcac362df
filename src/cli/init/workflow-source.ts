/** Where workflows take Conclave from. */
export interface WorkflowSource {
  /** `acme/conclave` */
  readonly repository: string;
  /** A tag, a branch or a commit, with whatever else stands behind it on its line. */
  readonly ref: string;
}

/** What stands in the workflows of the documents, where nobody knows who reads them. */
const UNKNOWN = 'OWNER/conclave';

/** The use of one of our actions; those of others have no folder `actions`. */
const USE = /^(\s*(?:- )?uses: )([\w.-]+\/[\w.-]+)(\/actions\/[\w-]+)@(.+)$/gm;

/** Reads `acme/conclave` or `acme/conclave@ref`; null when it is neither. */
export function parseSource(text: string): WorkflowSource | null {
  const [, repository, ref = 'v1'] = /^([\w.-]+\/[\w.-]+?)(?:@([\w./-]+))?$/.exec(text.trim()) ?? [];
  return repository === undefined || repository === UNKNOWN ? null : { repository, ref };
}

/** The source that a workflow already names; null when it names none. */
export function readSource(workflow: string): WorkflowSource | null {
  const uses = [...workflow.matchAll(USE)].map(([, , repository = '', , ref = '']) => ({ repository, ref }));
  return uses.find(({ repository }) => repository !== UNKNOWN) ?? null;
}

/** A workflow with its source filled in where it has only the placeholder. */
export function fillSource(workflow: string, source: WorkflowSource | null): string {
  if (source === null) return workflow;
  return workflow.replaceAll(USE, (use: string, ...[start, repository, action]: readonly string[]) =>
    repository === UNKNOWN ? `${start}${source.repository}${action}@${source.ref}` : use,
  );
}

/** Whether a workflow still has the placeholder. */
export function lacksSource(workflow: string): boolean {
  return [...workflow.matchAll(USE)].some(([, , repository]) => repository === UNKNOWN);
}
