import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';

/** What is answered to a question about operations. */
export type OpsAnswer =
  /** Drawn by the room of operations; harmless Markdown. */
  | { readonly kind: 'ops-told'; readonly markdown: string }
  /** Nobody has said where signals come from. */
  | { readonly kind: 'ops-unready' }
  | { readonly kind: 'ops-no-run'; readonly run: string; readonly why: string }
  | { readonly kind: 'ops-no-playbook'; readonly code: string; readonly known: readonly string[] };

const MOST_KNOWN = 20;
const LONGEST_WORD = 128;

/** Tells what was asked, or what is missing for it and who can mend that. */
export function renderOpsAnswer(answer: OpsAnswer): string {
  switch (answer.kind) {
    case 'ops-told':
      return answer.markdown;
    case 'ops-unready':
      return `**Nobody has said here where signals come from.** Name sources and signals under ${inlineCode('ops')} in ${inlineCode('.github/conclave.yml')}; addresses and credentials belong to who runs Conclave. Until then the state is unknown, which is not health.`;
    case 'ops-no-run':
      return `**The run ${inlineCode(answer.run.slice(0, LONGEST_WORD))} could not be read**: ${plainText(answer.why, 400)} Nothing is said about it.`;
    case 'ops-no-playbook': {
      const known = answer.known
        .slice(0, MOST_KNOWN)
        .map((code) => inlineCode(code.slice(0, LONGEST_WORD)))
        .join(', ');
      return `**There is no playbook ${inlineCode(answer.code.slice(0, LONGEST_WORD))}.** There are ${known}.`;
    }
    default:
      return answer satisfies never;
  }
}
