import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { subText } from '../../kernel/markdown/sub-text.ts';
import { VerdictStatus } from '../verdict.ts';
import { shortCommit } from '../wording.ts';
import type { CommentPlace } from './place.ts';

/** A verdict in short, as an older comment tells it. */
export interface ToldVerdict {
  readonly status: VerdictStatus;
  readonly head: string | null;
}

/** What becomes of an old verdict comment. */
export interface Shrinking {
  /** Where the old comment stands; it keeps its marker. */
  readonly place: CommentPlace;
  readonly sessionId: string;
  readonly old: ToldVerdict;
  readonly next: ToldVerdict;
  /** Address of the new comment. */
  readonly url: string;
}

/** The small text that a verdict comment becomes when a worse verdict got a comment of its own. */
export function shrinkComment({ place, sessionId, old, next, url }: Shrinking): string {
  const marker = `<!-- conclave:verdict ${place.scope} session=${sessionId} -->`;
  const follows = link(`${next.status}${headOf(next)}`, url);
  return `${marker}\n\n${subText(`Conclave said ${old.status}${headOf(old)}. Superseded by a worse verdict: ${follows}.`)}\n`;
}

/** Whether a verdict is worse than the one before: ACCEPTED, ACCEPTED_WITH_CHANGES, INCONCLUSIVE, REJECTED, each worse than the last. */
export function isWorse(previous: VerdictStatus, next: VerdictStatus): boolean {
  return VerdictStatus.options.indexOf(next) < VerdictStatus.options.indexOf(previous);
}

function headOf({ head }: ToldVerdict): string {
  const short = shortCommit(head);
  return short === null ? '' : ` of ${inlineCode(short)}`;
}
