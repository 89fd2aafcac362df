import { type Command, parseCommand } from '../change/command.ts';
import { type Answer, answerMarker, renderAnswer } from '../committee/answer-comment/answer.ts';
import { rightFor } from '../committee/answer-comment/help.ts';
import { GateId } from '../config/gates-config.ts';
import { isAppError, messageOf } from '../kernel/app-error.ts';
import { complaintOf } from '../kernel/complaint.ts';
import type { Reaction } from '../ports/code-host.ts';
import type { Permission } from '../ports/guard-host.ts';
import type { CommandOrder } from '../routing/delivery-request.ts';
import { orderBacktest } from './obey/backtest.ts';
import { cancelReviews } from './obey/cancel.ts';
import type { Commander, ObeyPorts } from './obey/commander.ts';
import { decideOnFinding } from './obey/decide.ts';
import { explainFinding } from './obey/explain.ts';
import { orderReview } from './obey/review.ts';
import { tellStatus } from './obey/status.ts';
import { waiveGate } from './obey/waive-gate.ts';
import { waiveRule } from './obey/waive-rule.ts';
import { answerOps } from './ops/answer-ops.ts';
import { timeOf } from './pull-ports.ts';
import { allowsReview } from './rights.ts';
import { isStopped } from './stopped.ts';

/**
 * Does what a comment asks, with the right its author has now, and answers: done, refused with the reason, or failed
 * with what was kept. People without the right get a reaction, and one explanation on a pull request a day.
 */
export async function obeyCommand(order: CommandOrder, ports: ObeyPorts): Promise<void> {
  const { comment, pull } = order;
  const parsed = parseCommand({ body: comment.body, edited: false, senderKind: comment.authorKind });
  if (parsed.kind === 'ignored') return;
  await react(order, 'eyes', ports);
  const { host, journal } = ports;
  const permission = await journal.step('look up who asks', () => host.permissionOf(comment.author));
  if (!allowsReview(permission)) return turnAway(order, permission, ports);

  const answer = parsed.kind === 'refused' ? parsed : await obey({ order, permission, command: parsed.command }, ports);
  await publishAnswer(order, { answer }, ports);
  await react(order, reactionTo(answer), ports);
  await journal.step('note the command', () =>
    ports.audit.append({
      repositoryId: pull.repository.id,
      cause: `comment ${comment.id}`,
      act: 'command.answered',
      actor: comment.author,
      subject: `#${pull.number}`,
      detail: { verb: parsed.kind === 'refused' ? parsed.verb : parsed.command.verb, answer: answer.kind, permission },
      at: timeOf(ports),
    }),
  );
}

interface Given {
  readonly order: CommandOrder;
  readonly permission: Permission;
  readonly command: Command;
}

async function obey(given: Given, ports: ObeyPorts): Promise<Answer> {
  try {
    return await obeyVerb(given, ports);
  } catch (error) {
    if (isStopped(error)) throw error;
    const complaint = isAppError(error)
      ? complaintOf(error)
      : { what: messageOf(error), where: null, expected: null, advice: null };
    return {
      kind: 'failed',
      complaint,
      kept: 'What was on record before is still there; the command can be given again.',
    };
  }
}

async function obeyVerb({ order, permission, command }: Given, ports: ObeyPorts): Promise<Answer> {
  const commander: Commander = { pull: order.pull, comment: order.comment, permission };
  switch (command.verb) {
    case 'review':
      return orderReview(commander, command, ports);
    case 'retry':
      return orderReview(commander, { verb: 'retry', session: null }, ports);
    case 'cancel':
      return cancelReviews(commander, ports);
    case 'backtest':
      return orderBacktest(commander, command.strategy, ports);
    case 'state':
    case 'diagnose':
    case 'playbook':
      return answerOps({ repository: order.pull.repository, asked: command }, ports);
    case 'status':
      return tellStatus(commander, ports);
    case 'explain':
      return explainFinding(commander, command.finding, ports);
    case 'waive': {
      const { target, reason } = command;
      if (target.kind === 'rule') return waiveRule(commander, { rule: target.id, reason }, ports);
      if (target.kind === 'gate') return waiveGate(commander, { gate: GateId.parse(target.id), reason }, ports);
      return decideOnFinding(commander, { kind: 'waived', finding: target.id, reason }, ports);
    }
    case 'dismiss':
      return decideOnFinding(commander, { kind: 'dismissed', finding: command.finding, reason: command.reason }, ports);
    case 'help':
      return { kind: 'help' };
    default:
      return command satisfies never;
  }
}

async function turnAway(order: CommandOrder, has: Permission, ports: ObeyPorts): Promise<void> {
  await react(order, 'confused', ports);
  const { pull, comment } = order;
  const day = await ports.journal.step('take the day', async () => timeOf(ports).slice(0, 10));
  const key = `comment:denial:${pull.repository.id}:${pull.number}:${day}`;
  const told = await ports.journal.step('see who was told today', () => ports.publications.find(key));
  if (told !== null) return;
  const parsed = parseCommand({ body: comment.body, edited: false, senderKind: comment.authorKind });
  const verb = parsed.kind === 'command' ? parsed.command.verb : 'help';
  await publishAnswer(order, { answer: { kind: 'no-permission', verb, needs: rightFor(verb), has }, key }, ports);
}

/** An answer, and the key of its comment where that is not the answered comment's own. */
interface KeyedAnswer {
  readonly answer: Answer;
  readonly key?: string;
}

async function publishAnswer(
  { pull, comment }: CommandOrder,
  { answer, key = `comment:answer:${pull.repository.id}:${comment.id}` }: KeyedAnswer,
  ports: ObeyPorts,
): Promise<void> {
  const body = renderAnswer(comment.id, answer);
  await ports.journal.step('answer', async () => {
    const known = await ports.publications.find(key);
    const { id, url } = await ports.host.putComment({
      number: pull.number,
      marker: answerMarker(comment.id),
      body,
      knownId: known?.hostId ?? null,
    });
    await ports.publications.note({
      key,
      kind: 'comment',
      pull,
      head: null,
      hostId: id,
      url,
      text: body,
      at: timeOf(ports),
    });
  });
}

async function react({ comment }: CommandOrder, reaction: Reaction, { journal, host }: ObeyPorts): Promise<void> {
  await journal.step(`react with ${reaction}`, () => host.react(comment.id, reaction));
}

const DONE: readonly Answer['kind'][] = [
  'started',
  'on-record',
  'cancelled',
  'status',
  'explanation',
  'decided',
  'gate-waived',
  'rule-waived',
  'ops-told',
  'help',
];

function reactionTo({ kind }: Answer): Reaction {
  if (kind === 'started' || kind === 'backtest-started') return 'rocket';
  return DONE.includes(kind) ? '+1' : 'confused';
}
