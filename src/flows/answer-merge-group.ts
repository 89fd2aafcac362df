import { concludeCheck } from '../committee/check/conclude-check.ts';
import type { Notice } from '../committee/check/notice.ts';
import { renderNoticeCheck } from '../committee/check/notice-check.ts';
import { ruleAgain } from '../committee/lifted.ts';
import type { CheckOutput, Conclusion } from '../kernel/check.ts';
import type { MergeGroup, QueuedPull } from '../ports/guard-host.ts';
import type { ReviewRow } from '../ports/review-book.ts';
import { groupCheckKey } from './check-key.ts';
import { factsOf, type PullFacts } from './pull-facts.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { VERDICT_CHECK } from './verdict-check.ts';

/**
 * Answers for a commit that a merge queue tests: the verdict of the pull request whose head was queued, and nothing
 * that could pass where that is not known. Returns what was answered, for the record.
 */
export async function answerMergeGroup(group: MergeGroup, ports: PullPorts): Promise<string> {
  const { journal, host } = ports;
  const queued = await journal.step('read the queued pull request', async (): Promise<QueuedFacts | null> => {
    const read = await host.readQueued(group);
    return read === null ? null : { pull: factsOf(read.pull), headIsQueued: read.headIsQueued };
  });
  const answer = await journal.step('find its verdict', () => answerFor(queued, ports));
  await journal.step('answer the merge queue', () =>
    host.putCheck({
      name: VERDICT_CHECK,
      sha: group.headSha,
      key: groupCheckKey(group.headSha),
      knownId: null,
      detailsUrl: null,
      state: { kind: 'completed', conclusion: answer.conclusion, completedAt: timeOf(ports) },
      output: answer.output,
    }),
  );
  return `${answer.conclusion} for the merge queue`;
}

interface Answer {
  readonly conclusion: Conclusion;
  readonly output: CheckOutput;
}

/** A queued pull request without its author's words. */
interface QueuedFacts extends Pick<QueuedPull, 'headIsQueued'> {
  readonly pull: PullFacts;
}

async function answerFor(queued: QueuedFacts | null, { book }: PullPorts): Promise<Answer> {
  if (queued === null) return refusal({ kind: 'not-queued', why: 'the pull request of this group is not known' });
  const { pull, headIsQueued } = queued;
  if (!headIsQueued) return refusal({ kind: 'not-queued', why: 'its head is not the one that was queued' });
  const last = await book.lastVerdict(pull.ref);
  const { sessionId, head } = last ?? {};
  if (sessionId == null || head !== pull.head.sha) {
    const current = await book.current(pull.ref);
    if (isSkipped(current, pull)) return asSkipped(current);
    return refusal({ kind: 'not-queued', why: 'its head has no verdict' });
  }
  const kept = await book.readSession(sessionId);
  if (kept === null) return refusal({ kind: 'not-queued', why: 'the session of its verdict is not on record' });
  return concludeCheck(kept.session, ruleAgain(kept.session, await book.dispositions(pull.ref)));
}

/** What the routing matrix lets pass without a review at its head may be merged without one. */
function isSkipped(review: ReviewRow | null, { head }: PullFacts): review is ReviewRow {
  return review !== null && review.head === head.sha && review.status === 'refused' && review.cause === 'routing';
}

/** The rows stand in the title that is on record. */
function asSkipped({ reason }: ReviewRow): Answer {
  const { output } = renderNoticeCheck({ kind: 'skipped', rows: [] });
  return { conclusion: 'neutral', output: { ...output, title: reason ?? output.title } };
}

/** What could not be told never passes a queue. */
function refusal(notice: Notice): Answer {
  const { conclusion, output } = renderNoticeCheck(notice);
  return { conclusion: conclusion ?? 'action_required', output };
}
