import { GATE_WORDS, type GateAnswer, type GateResult } from '../../gates/gate.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { drawLogin } from '../comment/decisions.ts';
import { drawCommit } from '../comment/where.ts';

/** What is said of a waiver of a gate. */
export type GateWaiverAnswer =
  | {
      readonly kind: 'gate-waived';
      readonly gate: GateResult['id'];
      readonly by: string;
      readonly head: string;
      readonly reason: string;
    }
  /** The head is another one than when the comment was written. */
  | { readonly kind: 'gate-moved'; readonly head: string }
  /** There is nothing to waive: the gate gives another answer. */
  | { readonly kind: 'gate-not-failing'; readonly gate: GateResult['id']; readonly answer: GateAnswer };

const LONGEST_REASON = 2_000;

/** Says which gate was waived for how long, or why there was nothing to waive. */
export function renderGateWaiver(answer: GateWaiverAnswer): string {
  if (answer.kind === 'gate-moved') {
    return `**The head is ${drawCommit(answer.head)} by now, which was not there when you wrote.** Look at its check, and give the command again. Nothing was recorded.`;
  }
  const gate = `${answer.gate} ${GATE_WORDS[answer.gate]}`;
  if (answer.kind === 'gate-not-failing') return `**${gate} ${STATES[answer.answer]}.** Nothing was recorded.`;
  const { by, head, reason } = answer;
  return [
    `**${gate} is waived** by ${drawLogin(by)} at ${drawCommit(head)}: ${plainText(reason, LONGEST_REASON)}`,
    `The check ${inlineCode('conclave/guardrails')} is written anew. The waiver holds for this commit; after a push it holds on only while the gate fails for the same reason in the same files.`,
  ].join('\n\n');
}

const STATES: Readonly<Record<GateAnswer, string>> = {
  pass: 'passes, so that there is nothing to waive',
  fail: 'fails',
  exempt: 'does not ask here, so that there is nothing to waive',
  waived: 'is waived already',
  off: 'is switched off, so that there is nothing to waive',
  action_required: 'cannot be asked, since the configuration cannot be used; mend that first',
};
