import { type IncidentCommand, parseIncidentCommand } from '../../change/incident-command.ts';
import type { RepositoryRef } from '../../change/pull-request.ts';
import { type Answer, answerMarker, renderAnswer } from '../../committee/answer-comment/answer.ts';
import { isAppError, messageOf } from '../../kernel/app-error.ts';
import { complaintOf } from '../../kernel/complaint.ts';
import { applyEvent } from '../../ops/incident/apply-event.ts';
import type { IncidentEvent } from '../../ops/incident/event.ts';
import { resolveMoment } from '../../ops/incident/moment.ts';
import type { Reaction } from '../../ports/code-host.ts';
import type { KeptIncident } from '../../ports/ops-book.ts';
import type { NewComment } from '../../routing/delivery-request.ts';
import { allowsReview } from '../rights.ts';
import { isStopped } from '../stopped.ts';
import { closeIncident } from './close-incident.ts';
import type { IncidentGround, IncidentPorts } from './incident-ground.ts';
import { dayBefore } from './tell-incident.ts';
import { declareIncident, rewriteIncident } from './write-incident.ts';

/** A comment that may hold a command about an incident, and the issue or pull request that it stands on. */
export interface IncidentOrder {
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly comment: NewComment;
}

/** What obeying asks of the outside world; configuration and playbooks are read once somebody may command. */
export type ObeyIncidentPorts = IncidentPorts & { readonly readGround: () => Promise<IncidentGround> };

/** What became of a comment: no command of incidents, or one that was answered. */
export type ObeyedIncident =
  | { readonly kind: 'ignored' }
  /** `verb` as it was written; `answer` is `done` where a reaction says all. */
  | { readonly kind: 'answered'; readonly verb: string; readonly answer: Answer['kind'] | 'done' };

/**
 * Does what a comment asks of an incident, with the right that its author has now. Every command is answered by a
 * reaction, and by a comment where a reaction does not say enough; the same comment counts once.
 */
export async function obeyIncident(order: IncidentOrder, ports: ObeyIncidentPorts): Promise<ObeyedIncident> {
  const { comment } = order;
  const parsed = parseIncidentCommand({ body: comment.body, edited: false, senderKind: comment.authorKind });
  if (parsed.kind === 'ignored') return parsed;
  const { desk, journal } = ports;
  await react(order, 'eyes', ports);
  const has = await journal.step('look up who commands', () => desk.permissionOf(comment.author));
  const verb = parsed.kind === 'refused' ? parsed.verb : parsed.command.verb;
  const answer = !allowsReview(has)
    ? ({ kind: 'incident-forbidden', verb, has } as const)
    : parsed.kind === 'refused'
      ? ({ kind: 'incident-malformed', refused: parsed } as const)
      : await obey(order, parsed.command, ports);
  if (answer !== null) await tell(order, answer, ports);
  await react(order, answer === null || answer.kind === 'incident-declared' ? '+1' : 'confused', ports);
  return { kind: 'answered', verb, answer: answer?.kind ?? 'done' };
}

/** Null where the incident's issue shows what was done. */
async function obey(order: IncidentOrder, command: IncidentCommand, ports: ObeyIncidentPorts): Promise<Answer | null> {
  try {
    const ground = await ports.readGround();
    if (command.verb === 'declare') return await declare(order, command, { ground, ports });
    const { repository, number } = order;
    const kept = await ports.journal.step('find the incident', () => ports.book.findIncident(repository, number));
    if (kept === null) return { kind: 'incident-elsewhere', verb: command.verb };
    return await carryOut({ order, command, kept }, { ground, ports });
  } catch (error) {
    if (isStopped(error)) throw error;
    const complaint = isAppError(error)
      ? complaintOf(error)
      : { what: messageOf(error), where: null, expected: null, advice: null };
    return { kind: 'failed', complaint, kept: 'What the incident held before is still there; say it again.' };
  }
}

interface With {
  readonly ground: IncidentGround;
  readonly ports: IncidentPorts;
}

async function declare(
  { comment }: IncidentOrder,
  { severity, title }: Extract<IncidentCommand, { verb: 'declare' }>,
  { ground, ports }: With,
): Promise<Answer> {
  const { author: by, createdAt: at } = comment;
  const words = { severity, title, symptom: null, code: null, groupKey: null, beganAt: null };
  const declared = { kind: 'declared' as const, id: idOf(comment), at, by, ...words };
  const { kept, url } = await declareIncident({ declared, firing: [] }, ground, ports);
  return { kind: 'incident-declared', issue: kept.issue, url, severity };
}

interface Commanded {
  readonly order: IncidentOrder;
  readonly command: Exclude<IncidentCommand, { verb: 'declare' }>;
  readonly kept: KeptIncident;
}

async function carryOut({ order, command, kept }: Commanded, { ground, ports }: With): Promise<Answer | null> {
  const event = eventOf(order.comment, command);
  if (event === null) return { kind: 'incident-refused', reason: 'There is no such moment in the calendar.' };
  if (event.kind === 'closed') {
    const closed = await closeIncident(kept, event, { ground, ports });
    return closed.kind === 'refused' ? { kind: 'incident-refused', reason: closed.reason } : null;
  }
  const applied = applyEvent(kept.record, event);
  if (applied.kind === 'refused') return { kind: 'incident-refused', reason: applied.reason };
  if (event.kind === 'fixed' && !(await isPull(event.pull, ports)))
    return { kind: 'incident-refused', reason: `There is no pull request #${event.pull} in this repository.` };
  await rewriteIncident({ ...kept, record: applied.record }, ground, ports);
  return null;
}

function isPull(number: number, { desk, journal }: IncidentPorts): Promise<boolean> {
  return journal.step(`look up pull request #${number}`, () => desk.isPull(number));
}

/** Null for a time that no calendar has. */
function eventOf(comment: NewComment, command: Commanded['command']): IncidentEvent | null {
  const frame = { id: idOf(comment), at: comment.createdAt, by: comment.author };
  switch (command.verb) {
    case 'ack':
      return { kind: 'acknowledged', ...frame };
    case 'mitigate':
      return { kind: 'mitigated', ...frame };
    case 'close':
      return { kind: 'closed', ...frame };
    case 'fix':
      return { kind: 'fixed', ...frame, pull: command.pull };
    case 'role':
      return { kind: 'role', ...frame, role: command.role, login: command.login };
    case 'severity':
      return { kind: 'severity', ...frame, severity: command.severity, reason: command.reason };
    case 'timeline': {
      const time = resolveMoment(command.time, comment.createdAt);
      return time === null ? null : { kind: 'timeline', ...frame, time, text: command.text };
    }
    default:
      return command satisfies never;
  }
}

function idOf({ id }: NewComment): string {
  return `comment:${id}`;
}

async function tell({ number, comment }: IncidentOrder, answer: Answer, { desk, journal }: IncidentPorts) {
  const marker = answerMarker(comment.id);
  await journal.step('answer', () =>
    desk.putComment({ number, marker, body: renderAnswer(comment.id, answer), since: dayBefore(comment.createdAt) }),
  );
}

async function react({ comment }: IncidentOrder, reaction: Reaction, { desk, journal }: IncidentPorts): Promise<void> {
  await journal.step(`react with ${reaction}`, () => desk.react(comment.id, reaction));
}
