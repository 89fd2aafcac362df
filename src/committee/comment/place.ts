import type { Length } from './length.ts';

/** Where a comment will stand; decides on its marker and its links. */
export interface CommentPlace {
  /** What the hidden marker names, e.g. `pr=41 head=a1b2c3d`; `local` outside a pull request. */
  readonly scope: string;
  /** Address of a line at a commit, the reviewed one unless another is given; null when there is none to link to. */
  readonly linkTo: (path: string, line: number | null, commit?: string | null) => string | null;
  /** Address of the page of an evidence rule of ours, null when none is known. */
  readonly linkToRule: (rule: string) => string | null;
}

/** A comment that stands nowhere: no links. */
export const NOWHERE: CommentPlace = { scope: 'local', linkTo: () => null, linkToRule: () => null };

/** How one drawing of a comment is done. */
export interface Drawing {
  readonly place: CommentPlace;
  readonly length: Length;
}
