import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { drawLogin } from '../comment/decisions.ts';
import { tellSession } from '../comment/telling.ts';
import { drawCommit } from '../comment/where.ts';
import type { Disposition } from '../disposition.ts';
import type { Ruled } from '../lifted.ts';
import type { Session } from '../session.ts';
import type { VerdictStatus } from '../verdict.ts';
import { confirmedWeightOf, STATUS_WORDS, titleOf } from '../wording.ts';

/** A waiver or a dismissal that was recorded, and what it changes. */
export interface DecisionAnswer {
  readonly kind: 'decided';
  readonly disposition: Disposition;
  readonly session: Session;
  /** The session as it is ruled with this decision. */
  readonly ruled: Ruled;
  /** The status that stood before it. */
  readonly before: VerdictStatus;
}

const LONGEST_REASON = 2_000;

/** Says what was decided, what the verdict is now and what keeps it there, and how long the decision holds. */
export function renderDecision({ disposition, session, ruled, before }: DecisionAnswer): string {
  const { finding, kind, by, head, reason } = disposition;
  const { status } = ruled.verdict;
  const { rows, session: now } = tellSession(session, ruled);
  const left = confirmedWeightOf(now, rows);
  const title = `${STATUS_WORDS[status].sign} ${titleOf(now)}`;
  const verdict = status === before ? `The verdict stays ${title}` : `The verdict is ${title} now, ${before} before`;
  return [
    `**${inlineCode(finding)} is ${kind}** by ${drawLogin(by)} at ${drawCommit(head)}: ${plainText(reason, LONGEST_REASON)}`,
    `${verdict}${left === null ? '' : `; ${left}`}. ${HOLDS[kind]}`,
  ].join('\n\n');
}

const HOLDS: Readonly<Record<Disposition['kind'], string>> = {
  waived: 'A waiver holds for this commit alone; the finding counts again on the next one unless it is mended.',
  dismissed: 'It stays dismissed on later commits as long as it is the same finding.',
};
