import type { PullRef } from '../../change/pull-request.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { BacktestOrders } from '../../ports/backtest-orders.ts';
import type { Permission } from '../../ports/guard-host.ts';
import type { RuleWaivers } from '../../ports/waivers.ts';
import type { NewComment } from '../../routing/delivery-request.ts';
import type { RulesPorts } from '../judge-rules.ts';
import type { OpsPorts } from '../ops/answer-ops.ts';
import { type PullFacts, readFacts } from '../pull-facts.ts';
import type { PullPorts } from '../pull-ports.ts';
import type { TakeUpPorts } from '../take-up-pull.ts';

/** What obeying a command asks of the outside world. */
export type ObeyPorts = TakeUpPorts &
  Omit<RulesPorts, 'ruleWaivers'> & {
    readonly ruleWaivers: RuleWaivers;
    readonly backtestOrders: BacktestOrders;
    /** What questions about operations are answered with; left out where this program asks no sources. */
    readonly operations?: OpsPorts;
    /** Draws a word that nobody can guess: 32 hex digits. */
    readonly drawNonce: () => string;
  };

/** Who gave a command, where, and what that person may do there now. */
export interface Commander {
  readonly pull: PullRef;
  readonly comment: NewComment;
  readonly permission: Permission;
  /** What made it a command where that is not the comment itself: a reaction. */
  readonly cause?: string;
}

/** Under what an act of a command is recorded, once. */
export function causeOf({ comment, cause = `comment ${comment.id}` }: Commander): string {
  return cause;
}

/** The pull request of a command as it is now. */
export async function readCommanded({ pull }: Commander, { journal, host }: PullPorts): Promise<PullFacts> {
  const now = await journal.step('read the pull request of the command', () => readFacts(pull.number, host));
  if (now !== null) return now;
  throw new AppError('bad-input', `there is no pull request #${pull.number} any more`);
}
