import type { NotShown } from '../committee/inline-comment/plan.ts';
import { entryOf, type LedgerView } from '../committee/inline-comment/standing.ts';
import { isAppError, messageOf } from '../kernel/app-error.ts';
import type { InlinePorts } from './inline/inline-ports.ts';
import { findThreads } from './inline/marked-thread.ts';
import { postInline } from './inline/post-inline.ts';
import { settleThreads } from './inline/settle-threads.ts';
import type { RuledReview } from './ruled-review.ts';
import { isStopped } from './stopped.ts';

/** What became of the inline comments of a verdict. */
export interface InlineOutcome {
  /** How many findings got a comment on their lines or at their file. */
  readonly posted: number;
  /** What the repository wants inline and stands in the verdict comment alone. */
  readonly notShown: readonly NotShown[];
  /** Why some of it was not done; the next verdict catches up. Null when all was. */
  readonly failed: string | null;
}

const NOTHING: InlineOutcome = { posted: 0, notShown: [], failed: null };

/**
 * Shows the findings of a verdict on their lines, and tells in the threads of those before what became of them. Nothing
 * is done for a review that another one has replaced, nothing is said twice, and nothing here keeps a verdict back.
 */
export async function publishInline(reviewed: RuledReview, ports: InlinePorts): Promise<InlineOutcome> {
  const { journal, stories } = ports;
  const { pull, key } = reviewed.review;
  try {
    const shown = await journal.step('show the findings on their lines', () =>
      ports.book.exclusively(pull, async () =>
        (await ports.book.isCurrent(key)) ? showFindings(reviewed, ports) : null,
      ),
    );
    if (shown === null) return NOTHING;
    const { hasWishes, ...outcome } = shown;
    if (hasWishes) await journal.step('hear the threads soon', () => stories.hearSoon({ pull, cause: key }));
    return outcome;
  } catch (error) {
    if (isStopped(error) || !isAppError(error)) throw error;
    return { ...NOTHING, failed: messageOf(error) };
  }
}

/** A second time it finds what the first one did, so that it may be cut off anywhere. */
async function showFindings(
  reviewed: RuledReview,
  ports: InlinePorts,
): Promise<InlineOutcome & { hasWishes: boolean }> {
  const { review, session, ruled } = reviewed;
  const threads = await findThreads(review.pull.number, ports.host);
  if (threads.length === 0 && session.inline === 'none') return { ...NOTHING, hasWishes: false };
  const view: LedgerView = { session, ruled, ledger: await ports.book.ledger(review.pull), head: review.head };
  const seen = new Set(
    threads.flatMap(({ mark }) => [mark.finding, entryOf(mark.finding, view.ledger)?.id ?? mark.finding]),
  );
  const posted = await postInline(reviewed, seen, ports).then(
    (done) => ({ ...done, failed: null }),
    (error: unknown) => {
      // What may pass by itself is tried again; anything else shall not keep threads from being settled.
      if (!isAppError(error) || error.facts.passing === true) throw error;
      return { ...NOTHING, failed: messageOf(error) };
    },
  );
  const settled = await settleThreads(threads, { review, view }, ports);
  return { ...posted, failed: posted.failed ?? settled.failed, hasWishes: settled.hasWishes };
}
