import { backtestMarker } from '../../backtest/verdict/comment.ts';
import type { PullRef } from '../../change/pull-request.ts';
import { isAppError } from '../../kernel/app-error.ts';
import { type PullPorts, timeOf } from '../pull-ports.ts';
import { isStopped } from '../stopped.ts';

type CommentPorts = Pick<PullPorts, 'host' | 'publications' | 'clock'>;

/** A comment that tells the backtests of a head. */
export interface BacktestComment {
  readonly pull: PullRef;
  readonly head: string;
  readonly body: string;
}

/**
 * Writes the one comment of a pull request's backtests, where it stands or as a new one. One that the host refuses for
 * good, as in a locked conversation, is no reason to keep the check back.
 */
export async function putBacktestComment(comment: BacktestComment, ports: CommentPorts): Promise<void> {
  const { pull, head, body } = comment;
  const key = commentKey(pull);
  const known = await ports.publications.find(key);
  try {
    const { number } = pull;
    const order = { number, marker: backtestMarker(number), body, knownId: known?.hostId ?? null };
    const { id, url } = await ports.host.putComment(order);
    await ports.publications.note({ key, kind: 'comment', pull, head, hostId: id, url, text: body, at: timeOf(ports) });
  } catch (error) {
    if (isStopped(error) || !isAppError(error) || error.facts.passing === true) throw error;
  }
}

/** Whether a pull request has a comment of its backtests already. */
export async function hasBacktestComment(
  pull: PullRef,
  { publications }: Pick<PullPorts, 'publications'>,
): Promise<boolean> {
  return (await publications.find(commentKey(pull))) !== null;
}

function commentKey({ repository, number }: PullRef): string {
  return `comment:backtest:${repository.id}:${number}`;
}
