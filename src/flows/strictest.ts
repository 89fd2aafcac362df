import { namePull, type PullRef } from '../change/pull-request.ts';
import type { CheckOutput, Conclusion } from '../kernel/check.ts';
import { plainText } from '../kernel/markdown/plain-text.ts';
import type { ReviewRow } from '../ports/review-book.ts';
import type { ReviewPlace } from './check-key.ts';
import type { PullPorts } from './pull-ports.ts';

/** How a check ends and what it says. */
export interface Concluded {
  readonly conclusion: Conclusion;
  readonly output: CheckOutput;
}

const STRICTNESS: readonly Conclusion[] = ['success', 'neutral', 'cancelled', 'action_required', 'failure'];

/**
 * A check belongs to a commit, and a commit may be the head of several pull requests with several verdicts. So the
 * strictest of those that are open stands, and says whose it is; else a second pull request would turn the first green.
 */
export async function strictestOf(place: ReviewPlace, own: Concluded, ports: PullPorts): Promise<Concluded> {
  let strictest = own;
  for (const review of await ports.book.currentAtHead(place.pull, place.head)) {
    const conclusion = conclusionOf(review);
    if (conclusion === null || isAtMost(conclusion, strictest.conclusion)) continue;
    const pull = await ports.host.readPull(review.pull.number);
    if (pull?.state !== 'open' || pull.head.sha !== place.head) continue;
    strictest = { conclusion, output: borrow(own.output, { pull: review.pull, conclusion, what: 'verdict' }) };
  }
  return strictest;
}

/** One that runs will look for the strictest itself when it ends. */
function conclusionOf({ status, conclusion }: ReviewRow): Conclusion | null {
  if (status === 'running' || status === 'replaced') return null;
  return status === 'published' ? conclusion : 'action_required';
}

/** Whether a conclusion is no stricter than another one. */
export function isAtMost(one: Conclusion, other: Conclusion): boolean {
  return STRICTNESS.indexOf(one) <= STRICTNESS.indexOf(other);
}

/** What another pull request of the same head says. */
export interface OtherSaying {
  readonly pull: PullRef;
  /** A check that waits has none yet. */
  readonly conclusion: Conclusion | 'pending';
  readonly what: 'verdict' | 'guardrails' | 'rules' | 'backtest';
}

const WHOSE: Readonly<Record<OtherSaying['what'], string>> = {
  verdict: 'whose verdict is',
  guardrails: 'whose guardrails say',
  rules: 'whose rules say',
  backtest: 'whose backtest says',
};

/** The words of a check whose conclusion is that of another pull request. */
export function borrow(output: CheckOutput, { pull, conclusion, what }: OtherSaying): CheckOutput {
  const other = namePull(pull);
  const its = WHOSE[what];
  const strictest = what === 'verdict' ? 'the strictest verdict' : 'the strictest answer';
  const words = `This commit is also the head of ${plainText(other, 200)}, ${its} ${conclusion.replaceAll('_', ' ')}. A check belongs to the commit, so ${strictest} of its open pull requests stands here. What was found for this pull request follows.`;
  const room = 60_000;
  return {
    ...output,
    title: `Held back by ${other.slice(0, 150)}`,
    summary: `${words}\n\n${output.summary}`.slice(0, room),
  };
}
