import type { PullRequest } from '../change/pull-request.ts';

/** What a story keeps of a pull request: its place and state, and none of its author's words, which may hold secrets. */
export type PullFacts = Pick<PullRequest, 'ref' | 'author' | 'state' | 'draft' | 'base'> & {
  readonly head: Pick<PullRequest['head'], 'sha'>;
};

/** The facts of a pull request. */
export function factsOf({ ref, author, state, draft, base, head }: PullRequest): PullFacts {
  return { ref, author, state, draft, base, head: { sha: head.sha } };
}

/** Reads the facts of a pull request as it is now; null when there is none. */
export async function readFacts(
  number: number,
  { readPull }: { readonly readPull: (number: number) => Promise<PullRequest | null> },
): Promise<PullFacts | null> {
  const pull = await readPull(number);
  return pull === null ? null : factsOf(pull);
}
