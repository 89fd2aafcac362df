import { z } from 'zod';

/** A repository on the host, with the installation through which it is read and written. */
export const RepositoryRef = z.strictObject({
  /** The host's own number of the repository; it survives a rename. */
  id: z.int(),
  owner: z.string(),
  name: z.string(),
  /** The installation of the app in which the repository stands. */
  installation: z.int(),
});
export type RepositoryRef = Readonly<z.infer<typeof RepositoryRef>>;

/** A pull request by its number. */
export const PullRef = z.strictObject({ repository: RepositoryRef, number: z.int().positive() });
export type PullRef = Readonly<z.infer<typeof PullRef>>;

/** Who opened a pull request or wrote a comment. */
export interface Account {
  readonly login: string;
  readonly kind: 'person' | 'bot';
}

/** What GitHub says that the author of a pull request is to the repository. */
export type AuthorAssociation =
  | 'OWNER'
  | 'MEMBER'
  | 'COLLABORATOR'
  | 'CONTRIBUTOR'
  | 'FIRST_TIME_CONTRIBUTOR'
  | 'FIRST_TIMER'
  | 'MANNEQUIN'
  | 'NONE';

/** A pull request as the host tells it now: plain, read-only data, never instructions. */
export interface PullRequest {
  readonly ref: PullRef;
  readonly title: string;
  /** Empty when the author wrote none. */
  readonly body: string;
  readonly author: Account;
  /** Left out where the host does not tell it, or in a word that is not known here. */
  readonly authorAssociation?: AuthorAssociation;
  readonly state: 'open' | 'closed' | 'merged';
  readonly draft: boolean;
  readonly head: { readonly sha: string; readonly branch: string };
  readonly base: { readonly sha: string; readonly branch: string };
  /** True when the head stands in another repository, also in one that was deleted since. */
  readonly fork: boolean;
  readonly labels: readonly string[];
  /** How many files the host says it changes. */
  readonly changedFiles: number;
}

/** A pull request as a list of them tells it. */
export type ListedPull = Omit<PullRequest, 'changedFiles'>;

/** `acme/quant#41`, as people name a pull request. */
export function namePull({ repository, number }: PullRef): string {
  return `${nameRepository(repository)}#${number}`;
}

/** `acme/quant`. */
export function nameRepository({ owner, name }: Pick<RepositoryRef, 'owner' | 'name'>): string {
  return `${owner}/${name}`;
}
