import type { Length } from './length.ts';

/** Where a comment will stand; decides on its marker and its links. */
export interface CommentPlace {
  /** What the hidden marker names, e.g. `pr=41 head=a1b2c3d`; `local` outside a pull request. */
  readonly scope: string;
  /** Address of a line at the reviewed commit, null when there is none to link to. */
  readonly linkTo: (path: string, line: number | null) => string | null;
}

/** A comment that stands nowhere: no links. */
export const NOWHERE: CommentPlace = { scope: 'local', linkTo: () => null };

/** How one drawing of a comment is done. */
export interface Drawing {
  readonly place: CommentPlace;
  readonly length: Length;
}
