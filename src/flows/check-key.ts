import type { PullRef } from '../change/pull-request.ts';
import { hashText } from '../kernel/hash.ts';

/** The review that speaks in a check. */
export interface ReviewPlace {
  readonly key: string;
  readonly pull: PullRef;
  readonly head: string;
}

/** Under this key we note which check run speaks for a commit now, whichever of its pull requests it is about. */
export function headKey({ repository }: PullRef, head: string): string {
  return `check:verdict:${repository.id}:${head}`;
}

/**
 * Our key of a check run, which the host keeps as its external id. Each review has a run of its own, since the host
 * shows the newest one and never takes a remark on a line away; an answer from the record has one too.
 */
export function runKey({ key, pull, head }: ReviewPlace, cause: string | null): string {
  const own = `check:verdict:${pull.repository.id}:${pull.number}:${head}:${key.slice(0, 12)}`;
  return cause === null ? own : `${own}:${hashText(cause).slice(0, 12)}`;
}

/** Reads the key of a verdict check; null when a text is none. */
export function readRunKey(text: string): { readonly repositoryId: number; readonly pull: number } | null {
  const found = /^check:verdict:(\d+):(\d+):[0-9a-f]+(?::[0-9a-f]+){1,2}$/.exec(text);
  return found === null ? null : { repositoryId: Number(found[1]), pull: Number(found[2]) };
}

/** Our key of the verdict check on a commit that a merge queue made. */
export function groupCheckKey(sha: string): string {
  return `check:group:${sha}`;
}
