import { type Command, type ParsedCommand, parseCommand } from '../../change/command.ts';
import { type Answer, answerMarker, renderAnswer } from '../../committee/answer-comment/answer.ts';
import { isAppError, messageOf } from '../../kernel/app-error.ts';
import { complaintOf } from '../../kernel/complaint.ts';
import type { OpsDesk } from '../../ports/ops-desk.ts';
import type { OpsCommentOrder } from '../../routing/ops-order.ts';
import { allowsReview } from '../rights.ts';
import { isStopped } from '../stopped.ts';
import { type AnswerPorts, answerOps, type OpsQuestion } from './answer-ops.ts';
import { dayBefore } from './tell-incident.ts';

/** What an answer on an issue asks of the outside world. */
export type IssueAnswerPorts = AnswerPorts & { readonly desk: Pick<OpsDesk, 'permissionOf' | 'putComment' | 'react'> };

const VERBS: readonly string[] = ['state', 'diagnose', 'playbook'];

/** Whether a comment asks about operations, which has a meaning on any issue; other commands need a pull request. */
export function isAboutOps(parsed: ParsedCommand): boolean {
  if (parsed.kind === 'ignored') return false;
  return VERBS.includes(parsed.kind === 'refused' ? parsed.verb : parsed.command.verb);
}

/**
 * Answers a question about operations on an issue that is no pull request, for people who may command a review; others
 * get a reaction. The same comment is answered by the same comment of ours.
 */
export async function answerIssueComment(order: OpsCommentOrder, ports: IssueAnswerPorts): Promise<void> {
  const { comment, number } = order;
  const { desk, journal } = ports;
  const parsed = parseCommand({ body: comment.body, edited: false, senderKind: comment.authorKind });
  if (parsed.kind === 'ignored' || !isAboutOps(parsed)) return;
  await journal.step('react with eyes', () => desk.react(comment.id, 'eyes'));
  const has = await journal.step('look up who asks', () => desk.permissionOf(comment.author));
  if (!allowsReview(has)) {
    await journal.step('react with confused', () => desk.react(comment.id, 'confused'));
    return;
  }
  const answer = parsed.kind === 'refused' ? parsed : await answerCommand(order, parsed.command, ports);
  const marker = answerMarker(comment.id);
  const body = renderAnswer(comment.id, answer);
  await journal.step('answer', () => desk.putComment({ number, marker, body, since: dayBefore(comment.createdAt) }));
}

async function answerCommand(
  { repository }: OpsCommentOrder,
  command: Command,
  ports: IssueAnswerPorts,
): Promise<Answer> {
  try {
    const asked = questionIn(command);
    return asked === null ? { kind: 'ops-unready' } : await answerOps({ repository, asked }, ports);
  } catch (error) {
    if (isStopped(error)) throw error;
    const complaint = isAppError(error)
      ? complaintOf(error)
      : { what: messageOf(error), where: null, expected: null, advice: null };
    return { kind: 'failed', complaint, kept: 'Nothing was changed; ask again.' };
  }
}

function questionIn(command: Command): OpsQuestion['asked'] | null {
  const { verb } = command;
  return verb === 'state' || verb === 'diagnose' || verb === 'playbook' ? command : null;
}
