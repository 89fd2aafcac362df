import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { formatUsd, type MicroUsd } from '../../kernel/micro-usd.ts';
import { countKind } from '../comment/telling.ts';
import { drawCommit } from '../comment/where.ts';
import { isConfirmed } from '../finding.ts';
import type { Ruled } from '../lifted.ts';
import type { Session } from '../session.ts';
import { countOf, STATUS_WORDS, titleOf } from '../wording.ts';

/** How a pull request stands with the committee now. */
export interface StatusAnswer {
  readonly kind: 'status';
  readonly pull: {
    readonly state: 'open' | 'closed' | 'merged';
    readonly draft: boolean;
    readonly head: string;
  };
  /** The review that speaks for the pull request; null when there was none. */
  readonly review: {
    readonly head: string;
    readonly attempt: number;
    readonly beganAt: string;
    /** `running`, `published`, `refused`, … */
    readonly status: string;
    /** Why it ended without a verdict. */
    readonly reason?: string | null;
  } | null;
  /** The last session with a verdict, as it is ruled now; null when there is none. */
  readonly verdict: { readonly session: Session; readonly ruled: Ruled } | null;
  readonly spending: {
    readonly pullMicroUsd: MicroUsd;
    readonly pullPossiblySpentMicroUsd: MicroUsd;
    readonly dayMicroUsd: MicroUsd;
    /** Null when the configuration that sets it cannot be read. */
    readonly dayCapMicroUsd: MicroUsd | null;
    readonly sessions: number;
  };
}

const LONGEST_REASON = 300;

/** Draws the state of a pull request as a short list: what stands, what runs, what it found, what it cost. */
export function renderStatus({ pull, review, verdict, spending }: StatusAnswer): string {
  return [
    ...describeVerdict(verdict, pull.head),
    `- Pull request: ${pull.draft ? 'draft, ' : ''}${pull.state}, head ${drawCommit(pull.head)}`,
    describeReview(review),
    ...(verdict === null ? [] : [describeFindings(verdict)]),
    describeSpending(spending),
  ].join('\n');
}

function describeVerdict(verdict: StatusAnswer['verdict'], head: string): readonly string[] {
  if (verdict === null) return ['**No verdict yet**', ''];
  const { session, ruled } = verdict;
  const { sign } = STATUS_WORDS[ruled.verdict.status];
  const reviewed = session.subject.head;
  const of = reviewed === null ? '' : ` of ${drawCommit(reviewed)}`;
  const older = reviewed === head ? '' : ', which is not the head';
  const kind = session.rehearsal ? ' (rehearsal: no language model was consulted)' : '';
  return [`**${sign} ${titleOf({ ...session, verdict: ruled.verdict })}**${of}${older}${kind}`, ''];
}

function describeReview(review: StatusAnswer['review']): string {
  if (review === null) return `- Review: none; ${inlineCode('/conclave review')} starts one`;
  const anew = review.attempt > 0 ? `, attempt ${review.attempt}` : '';
  const minute = review.beganAt.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2 UTC');
  return `- Review: ${inlineCode(review.status)} on ${drawCommit(review.head)}${anew}, begun ${inlineCode(minute)}${describeEnd(review)}`;
}

const WITHOUT_VERDICT: readonly string[] = ['refused', 'cancelled', 'failed'];

function describeEnd({ status, reason }: NonNullable<StatusAnswer['review']>): string {
  if (!WITHOUT_VERDICT.includes(status) || reason == null || reason.trim() === '') return '';
  return `: ${plainText(reason, LONGEST_REASON)}`;
}

/** Open is what is confirmed or stated and neither waived nor dismissed. */
function describeFindings({ session, ruled }: NonNullable<StatusAnswer['verdict']>): string {
  const gone = new Set(ruled.lifted.map(({ finding }) => finding.id));
  const left = session.findings.filter(({ id }) => !gone.has(id));
  const open = left.filter((finding) => isConfirmed(finding) || finding.standing.kind === 'stated').length;
  const unproven = left.length - open;
  const counted = [
    `${open} open`,
    `${countKind(ruled.lifted, 'waived')} waived`,
    `${countKind(ruled.lifted, 'dismissed')} dismissed`,
    ...(unproven > 0 ? [`${countOf(unproven, 'claim')} not confirmed`] : []),
  ];
  return `- Findings: ${counted.join(', ')}`;
}

function describeSpending(spending: StatusAnswer['spending']): string {
  const { pullMicroUsd, pullPossiblySpentMicroUsd: possibly, dayMicroUsd, dayCapMicroUsd, sessions } = spending;
  const maybe = possibly > 0 ? `, possibly ${formatUsd(possibly)} more` : '';
  return `- Cost: ${formatUsd(pullMicroUsd)}${maybe} for ${countOf(sessions, 'session')} of this pull request; ${describeDay(dayMicroUsd, dayCapMicroUsd)}`;
}

function describeDay(spent: MicroUsd, cap: MicroUsd | null): string {
  const today = 'in this repository today (UTC)';
  if (cap !== null) return `${formatUsd(spent)} of ${formatUsd(cap)} ${today}`;
  return `${formatUsd(spent)} ${today}, cap of the day unknown, since the configuration cannot be read`;
}
