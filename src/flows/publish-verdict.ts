import { concludeCheck } from '../committee/check/conclude-check.ts';
import { pullPlace } from '../committee/comment/pull-place.ts';
import type { NotShown } from '../committee/inline-comment/plan.ts';
import { ruleAgain } from '../committee/lifted.ts';
import { isAppError } from '../kernel/app-error.ts';
import { publishInline } from './publish-inline.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import type { FinishedReview, RuledReview } from './ruled-review.ts';
import { isStopped } from './stopped.ts';
import { strictestOf } from './strictest.ts';
import { putCheck } from './verdict-check.ts';
import { chooseComment, putVerdictComment, shrinkReplaced } from './verdict-comment.ts';

/**
 * Publishes a session as it is ruled now: one comment, edited in place unless the verdict became worse, and the check
 * of its head. Nothing is published for a review that another one has replaced. With a cause it is said again from the
 * record, in a check run of its own.
 */
export async function publishVerdict(
  finished: FinishedReview,
  ports: PullPorts,
  cause: string | null = null,
): Promise<RuledReview> {
  const { journal, book } = ports;
  const { review, session } = finished;
  const dispositions = await journal.step('read the decisions', () => book.dispositions(review.pull));
  const ruled = { ...finished, ruled: ruleAgain(session, dispositions) };
  await unlessRefused(() => writeComment(ruled, ports));
  const { pull, head } = review;
  const place = pullPlace({ host: ports.hostUrl, pull, head, generation: 1, rules: ports.rulesUrl });
  const { conclusion, output } = concludeCheck(session, ruled.ruled, place);
  const concluded = await journal.step('conclude the check', () =>
    whileCurrent(ruled, ports, async () => {
      const strictest = await strictestOf(review, { conclusion, output }, ports);
      const state = { kind: 'completed', conclusion: strictest.conclusion, completedAt: timeOf(ports) } as const;
      await putCheck(review, { state, output: strictest.output, cause }, ports);
      return true;
    }),
  );
  if (concluded === null) return ruled;
  await journal.step('note the verdict', async () => {
    const at = timeOf(ports);
    await book.end(review.key, { kind: 'published', sessionId: session.id, conclusion, at });
    await ports.audit.append({
      repositoryId: review.pull.repository.id,
      cause: `${session.id} ${conclusion} ${ruled.ruled.verdict.status} ${dispositions.map(({ at: decided }) => decided).join(' ')}`,
      act: 'verdict.published',
      actor: 'conclave',
      subject: `#${review.pull.number}`,
      detail: { head: review.head, session: session.id, status: ruled.ruled.verdict.status, conclusion },
      at,
    });
  });
  const { notShown } = await publishInline(ruled, ports);
  if (notShown.length > 0) await unlessRefused(() => nameNotShown(ruled, notShown, ports));
  return ruled;
}

/** A comment that the host refuses for good, as in a locked conversation, is no reason to keep the verdict back. */
async function unlessRefused(write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (isStopped(error) || !isAppError(error)) throw error;
  }
}

async function writeComment(ruled: RuledReview, ports: PullPorts): Promise<void> {
  const { journal } = ports;
  const chosen = await journal.step('choose the comment', () => chooseComment(ruled, ports));
  const url = await journal.step('publish the comment', () =>
    whileCurrent(ruled, ports, () => putVerdictComment(ruled, chosen, ports)),
  );
  const { replaces } = chosen;
  if (replaces === null || url === null) return;
  await journal.step('shrink the old comment', () =>
    whileCurrent(ruled, ports, () => shrinkReplaced(ruled, { replaces, url }, ports)),
  );
}

/** What is wanted at its lines and does not stand there is known only when the rest was shown. */
async function nameNotShown(ruled: RuledReview, notShown: readonly NotShown[], ports: PullPorts): Promise<void> {
  await ports.journal.step('name what is not shown on lines', () =>
    whileCurrent(ruled, ports, async () => {
      const { generation } = await chooseComment(ruled, ports);
      return putVerdictComment(ruled, { generation, notShown }, ports);
    }),
  );
}

/** Does a piece of work while nobody else publishes for the pull request, unless the review was replaced; then null. */
function whileCurrent<T>({ review }: FinishedReview, { book }: PullPorts, work: () => Promise<T>): Promise<T | null> {
  return book.exclusively(review.pull, async () => ((await book.isCurrent(review.key)) ? work() : null));
}
