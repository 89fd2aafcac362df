import type { PullRef } from '../change/pull-request.ts';

/** Our key of the verdict check of a pull request's head; the host keeps it as the external id. */
export function checkKey({ repository, number }: PullRef, head: string): string {
  return `check:verdict:${repository.id}:${number}:${head}`;
}

/** Reads the key of a verdict check; null when a text is none. */
export function readCheckKey(text: string): { readonly repositoryId: number; readonly pull: number } | null {
  const found = /^check:verdict:(\d+):(\d+):[0-9a-f]+$/.exec(text);
  return found === null ? null : { repositoryId: Number(found[1]), pull: Number(found[2]) };
}

/** Our key of the verdict check on a commit that a merge queue made. */
export function groupCheckKey(sha: string): string {
  return `check:group:${sha}`;
}
