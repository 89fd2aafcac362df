import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { drawCommit } from '../comment/where.ts';
import { countOf } from '../wording.ts';

/** What became of a command that starts or stops a review. */
export type CourseAnswer =
  | {
      readonly kind: 'started';
      readonly verb: 'review' | 'retry';
      readonly sessionType: string;
      readonly head: string;
      /** How often a review of the pull request was asked for anew, from 1; 0 for the first review of all. */
      readonly attempt: number;
    }
  | {
      readonly kind: 'on-record';
      readonly head: string;
      readonly sessionId: string;
      /** Address of the verdict comment; null when it is not known. */
      readonly url: string | null;
    }
  /** The heads whose reviews were stopped; empty when none ran. */
  | { readonly kind: 'cancelled'; readonly heads: readonly string[] };

const MOST_HEADS = 5;

/** Says what was started, is on record already, or was stopped. */
export function renderCourse(answer: CourseAnswer): string {
  switch (answer.kind) {
    case 'started': {
      const anew = answer.attempt > 0 ? `, attempt ${answer.attempt}` : '';
      const how = answer.verb === 'retry' ? 'tried again' : 'started';
      return `**The review is ${how}**: ${inlineCode(answer.sessionType)} of ${drawCommit(answer.head)}${anew}. The check ${inlineCode('conclave/verdict')} shows how it goes; ${inlineCode('/conclave cancel')} stops it.`;
    }
    case 'on-record': {
      const verdict = answer.url === null ? '' : ` Its verdict stands in ${link('this comment', answer.url)}.`;
      return `**Already on record**: ${drawCommit(answer.head)} was reviewed in session ${inlineCode(answer.sessionId)}; nothing was paid again.${verdict} ${inlineCode('/conclave retry')} asks the committee anew.`;
    }
    case 'cancelled':
      return renderCancelled(answer.heads);
    default:
      return answer satisfies never;
  }
}

function renderCancelled(heads: readonly string[]): string {
  const again = `${inlineCode('/conclave review')} starts one.`;
  if (heads.length === 0) return `**Nothing to cancel**: no review of this pull request runs. ${again}`;
  const named = heads.slice(0, MOST_HEADS).map(drawCommit).join(', ');
  const more = heads.length > MOST_HEADS ? ` and ${heads.length - MOST_HEADS} more` : '';
  return `**Cancelled**: ${countOf(heads.length, 'review')} of ${named}${more}. What was paid until now is on record. ${again}`;
}
