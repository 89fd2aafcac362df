import type { PullRef } from '../change/pull-request.ts';

/** What was published, with its full text, so that it can be found, compared and drawn again. */
export interface Publications {
  /** What was published last under a key; null when nothing was. */
  find(key: string): Promise<Publication | null>;
  /** Notes what now stands under a key; the text of each time is kept. */
  note(publication: Publication): Promise<void>;
  /** What was published last about a head under keys that begin so, sorted by key. */
  atHead(repositoryId: number, head: string, prefix: string): Promise<readonly Publication[]>;
  /** How many verdict comments a pull request has had; the newest one is current. */
  commentGeneration(pull: PullRef): Promise<number>;
}

/** One comment, check or reaction as it stands. */
export interface Publication {
  /** Key of ours: `comment:verdict:<repository>:<pull>:<generation>`, `check:<review key>`,
   * `check:guardrails:<repository>:<pull>`, … */
  readonly key: string;
  readonly kind: 'comment' | 'check' | 'reaction';
  readonly pull: PullRef;
  /** The commit it speaks of; null for an answer to a command. */
  readonly head: string | null;
  /** The host's id of it. */
  readonly hostId: number;
  readonly url: string;
  /** The whole text as it was sent. */
  readonly text: string;
  readonly at: string;
}
