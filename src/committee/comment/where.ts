import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import type { Finding } from '../finding.ts';
import { whereOf } from '../rows.ts';
import { shortCommit } from '../wording.ts';
import type { CommentPlace } from './place.ts';

const LONGEST_PATH = 160;
/** A longer address is not worth its room in a comment. */
export const LONGEST_ADDRESS = 1_000;

/** The place of a finding as code, linked where the host has an address for it; null for a claim without a place. */
export function drawWhere({ place: cited }: Pick<Finding, 'place'>, place: CommentPlace): string | null {
  if (cited === null) return null;
  const where = inlineCode(whereOf({ place: { ...cited, path: shortenPath(cited.path) } }));
  const url = cited.side === 'before' ? null : place.linkTo(cited.path, cited.line);
  return url === null || url.length > LONGEST_ADDRESS ? where : link(where, url);
}

/** A commit of the record as code, in short. */
export function drawCommit(commit: string): string {
  return inlineCode(shortCommit(commit) ?? '');
}

/** A path as code; a very long one loses its middle, so that its first folder and its name stay. */
export function drawPath(path: string): string {
  return inlineCode(shortenPath(path));
}

function shortenPath(path: string): string {
  if (path.length <= LONGEST_PATH) return path;
  const half = LONGEST_PATH / 2;
  return `${path.slice(0, half)}…${path.slice(-half)}`;
}
