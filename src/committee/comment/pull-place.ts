import type { PullRef } from '../../change/pull-request.ts';
import type { CommentPlace } from './place.ts';

/** What a comment on a pull request is addressed by. */
export interface PullSpot {
  /** The host's address without a slash at its end: `https://github.com`. */
  readonly host: string;
  readonly pull: PullRef;
  /** The full hash of the reviewed commit. */
  readonly head: string;
  /** Which verdict comment of the pull request it is, from 1. */
  readonly generation: number;
}

/** Where the verdict comment of a pull request stands: its marker, and links to lines of the reviewed commit. */
export function pullPlace({ host, pull, head, generation }: PullSpot): CommentPlace {
  const { owner, name } = pull.repository;
  const blob = `${host}/${segment(owner)}/${segment(name)}/blob/${segment(head)}`;
  return {
    scope: `pr=${pull.number} n=${generation} head=${head.replace(/[^0-9a-f]/g, '')}`,
    linkTo: (path, line) => {
      const segments = path.split('/');
      if (segments.some((one) => one === '' || one === '.' || one === '..')) return null;
      const address = `${blob}/${segments.map(segment).join('/')}`;
      return line === null ? address : `${address}${isRendered(path) ? '?plain=1' : ''}#L${line}`;
    },
  };
}

/** Beginning of the first line of the verdict comment, by which it is found again whatever its head. */
export function verdictMarker(pullNumber: number, generation: number): string {
  return `<!-- conclave:verdict pr=${pullNumber} n=${generation} `;
}

function segment(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** Whether the host shows a file drawn, without lines to point at, unless it is asked for the plain text. */
function isRendered(path: string): boolean {
  return /\.(?:md|markdown|mdx|rst)$/i.test(path);
}
