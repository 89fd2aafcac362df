import type { CommandVerb } from '../../change/command-form.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { Notice } from '../check/notice.ts';
import { wordNotice } from '../check/notice-words.ts';
import { drawCommit } from '../comment/where.ts';
import { closeSentence } from '../wording.ts';

/** A command that was understood and is not carried out. */
export type DenialAnswer =
  /** The person may not do so: permissions in the host's words, what is needed perhaps as `maintain or admin`. */
  | { readonly kind: 'no-permission'; readonly verb: CommandVerb; readonly needs: string; readonly has: string }
  /** The author may not decide on the own pull request. */
  | { readonly kind: 'own-waiver' | 'own-dismissal' }
  | {
      readonly kind: 'unknown-finding';
      readonly finding: string;
      /** Ids of the findings of the last session, heaviest first. */
      readonly known: readonly string[];
    }
  /** The finding stands at another commit than the head; what was not reviewed cannot be decided on. */
  | { readonly kind: 'other-head'; readonly finding: string; readonly reviewed: string; readonly head: string }
  /** A review that was asked for and has nothing to be begun on, as one clause: `it is not open`. */
  | { readonly kind: 'nothing'; readonly why: string }
  /** The review could not be started or goes its way; told as its check tells it. */
  | { readonly kind: 'notice'; readonly notice: Notice };

const MOST_KNOWN = 20;
const NOTHING_DONE = 'Nothing was done.';

/** Says why a command is not carried out and what would be. */
export function renderDenial(answer: DenialAnswer): string {
  switch (answer.kind) {
    case 'no-permission':
      return `**You may not do this.** ${inlineCode(`/conclave ${answer.verb}`)} needs ${drawRight(answer.needs)} in this repository, and you have ${inlineCode(answer.has)}. ${NOTHING_DONE}`;
    case 'own-waiver':
      return `**An author waives nothing of the own pull request.** Ask another maintainer. ${NOTHING_DONE}`;
    case 'own-dismissal':
      return `**An author dismisses nothing of the own pull request.** Ask someone else with the permission. ${NOTHING_DONE}`;
    case 'unknown-finding':
      return `**No finding ${inlineCode(answer.finding)} is on record here.** ${describeKnown(answer.known)} ${NOTHING_DONE}`;
    case 'other-head':
      return `**${inlineCode(answer.finding)} was found at ${drawCommit(answer.reviewed)}, and the head is ${drawCommit(answer.head)}.** A decision is bound to a reviewed commit: wait for the review of the head, or ask for it with ${inlineCode('/conclave review')}. ${NOTHING_DONE}`;
    case 'nothing':
      return `**Nothing was begun:** ${closeSentence(plainText(answer.why, 300))}`;
    case 'notice': {
      const { title, body } = wordNotice(answer.notice);
      return [`**${title}**`, ...body].join('\n\n');
    }
    default:
      return answer satisfies never;
  }
}

/** A right in words, the host's names of permissions as code. */
function drawRight(right: string): string {
  return plainText(right, 120).replace(/\b(?:read|triage|write|maintain|admin)\b/g, (name) => inlineCode(name));
}

function describeKnown(known: readonly string[]): string {
  if (known.length === 0) return 'There are no findings on this pull request.';
  const more = known.length > MOST_KNOWN ? ` and ${known.length - MOST_KNOWN} more` : '';
  return `Known are ${known.slice(0, MOST_KNOWN).map(inlineCode).join(', ')}${more}.`;
}
