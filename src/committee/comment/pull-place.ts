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
  /** Where the pages of the evidence rules stand, without a slash at its end; null when they stand nowhere. */
  readonly rules: string | null;
}

/** Where the verdict comment of a pull request stands: its marker, and links to lines of the reviewed commit. */
export function pullPlace({ host, pull, head, generation, rules }: PullSpot): CommentPlace {
  const { owner, name } = pull.repository;
  const blobs = `${host}/${segment(owner)}/${segment(name)}/blob`;
  return {
    scope: `pr=${pull.number} n=${generation} head=${head.replace(/[^0-9a-f]/g, '')}`,
    linkTo: (path, line, commit) => {
      const segments = path.split('/');
      if (segments.some((one) => one === '' || one === '.' || one === '..')) return null;
      const address = `${blobs}/${segment(commit ?? head)}/${segments.map(segment).join('/')}`;
      return line === null ? address : `${address}${isRendered(path) ? '?plain=1' : ''}#L${line}`;
    },
    linkToRule: (rule) => (rules === null ? null : `${rules}/${rule.split('/').map(segment).join('/')}`),
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
