import { REASON_LENGTH } from '../../change/command.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { type DecisionAnswer, renderDecision } from '../answer-comment/decision.ts';
import { type DenialAnswer, renderDenial } from '../answer-comment/denial.ts';
import { type ExplanationAnswer, renderExplanation } from '../answer-comment/explanation.ts';
import { type FailureAnswer, renderFailure } from '../answer-comment/failure.ts';
import { type RefusalAnswer, renderRefusal } from '../answer-comment/refusal.ts';
import { thousands } from '../comment/cost.ts';
import { heardMarker } from './marker.ts';

/** What is answered in a thread to what a person asks there. */
export type ThreadAnswer =
  | DecisionAnswer
  | DenialAnswer
  | ExplanationAnswer
  | FailureAnswer
  | RefusalAnswer
  /** A 👎 without a reason. */
  | { readonly kind: 'reason-needed' }
  /** A command that is none about a finding. */
  | { readonly kind: 'elsewhere'; readonly verb: string };

/** The reply to a wish, by whose id in the first line it is known that it was answered. */
export function renderThreadAnswer(wish: string, answer: ThreadAnswer): string {
  return `${heardMarker(wish)}\n\n${draw(answer)}\n`;
}

function draw(answer: ThreadAnswer): string {
  switch (answer.kind) {
    case 'decided':
      return renderDecision(answer);
    case 'explanation':
      return renderExplanation(answer);
    case 'failed':
      return renderFailure(answer);
    case 'refused':
      return renderRefusal(answer);
    case 'reason-needed':
      return `**A 👎 alone dismisses nothing.** Reply here why it is no finding, in ${REASON_LENGTH.least} to ${thousands(REASON_LENGTH.most)} characters; the reason stays on record for everybody who asks later.`;
    case 'elsewhere':
      return `**${inlineCode(`/conclave ${answer.verb}`)} is not about this finding.** Write it in a comment on the pull request itself. Nothing was done.`;
    case 'no-permission':
    case 'own-waiver':
    case 'own-dismissal':
    case 'unknown-finding':
    case 'other-head':
    case 'nothing':
    case 'notice':
      return renderDenial(answer);
    default:
      return answer satisfies never;
  }
}
