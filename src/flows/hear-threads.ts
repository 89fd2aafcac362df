import type { Answer } from '../committee/answer-comment/answer.ts';
import { rightFor } from '../committee/answer-comment/help.ts';
import { carriesMarker, heardMarker } from '../committee/inline-comment/marker.ts';
import { renderThreadAnswer, type ThreadAnswer } from '../committee/inline-comment/thread-answer.ts';
import { type Wish, wishesIn } from '../committee/inline-comment/wish.ts';
import { isAppError } from '../kernel/app-error.ts';
import { complaintOf } from '../kernel/complaint.ts';
import type { Permission } from '../ports/guard-host.ts';
import type { HearOrder } from '../routing/hear-order.ts';
import { findThreads } from './inline/marked-thread.ts';
import type { Commander } from './obey/commander.ts';
import { decideOnFinding } from './obey/decide.ts';
import { explainFinding } from './obey/explain.ts';
import { type PullPorts, timeOf } from './pull-ports.ts';
import { allowsReview } from './rights.ts';
import { isStopped } from './stopped.ts';

/**
 * Does what people ask in the threads of a pull request, with the right that each has now: a 👎 with a reply dismisses,
 * and so does a command in a reply. Each is answered in its thread, once; what no reply of ours names was not answered.
 */
export async function hearThreads({ pull }: HearOrder, ports: PullPorts): Promise<void> {
  const heard = await ports.journal.step('find what is asked in the threads', () => findWishes(pull.number, ports));
  for (const one of heard) {
    const permission = await ports.journal.step('look up who asks', () => ports.host.permissionOf(asker(one.wish)));
    const answer = await fulfil({ pull, ...one, permission }, ports);
    if (answer !== null) await say({ pull, ...one, permission }, answer, ports);
  }
}

/** Something that is asked in a thread. */
interface Heard {
  readonly finding: string;
  readonly openingId: number;
  readonly wish: Wish;
}

/** The same, with where it is and who asks. */
interface Asked extends Heard {
  readonly pull: HearOrder['pull'];
  readonly permission: Permission;
}

/** A 👎 on what is not open any more asks for nothing. */
async function findWishes(number: number, { host }: PullPorts): Promise<readonly Heard[]> {
  const threads = await findThreads(number, host);
  return threads.flatMap((thread) =>
    wishesIn(thread, thread.mark.finding)
      .filter(({ kind }) => kind === 'command' || thread.mark.state === 'open')
      .map((wish) => ({ finding: thread.mark.finding, openingId: thread.opening.id, wish })),
  );
}

function asker(wish: Wish): string {
  return wish.kind === 'reasonless' ? wish.by : wish.reply.by;
}

/** Null where nothing is to be said: to strangers once only, and of what must wait for a verdict on the head. */
async function fulfil(asked: Asked, ports: PullPorts): Promise<ThreadAnswer | null> {
  const { wish, permission } = asked;
  if (!allowsReview(permission)) return turnAway(asked, ports);
  if (wish.kind === 'reasonless') return { kind: 'reason-needed' };
  try {
    return wish.kind === 'dislike' ? await dismiss(asked, wish, ports) : await obey(asked, wish, ports);
  } catch (error) {
    if (isStopped(error) || !isAppError(error)) throw error;
    return {
      kind: 'failed',
      complaint: complaintOf(error),
      kept: 'What was on record before is still there; ask again with a command in a comment.',
    };
  }
}

/** People without the right are told so once in a thread, and only when they gave more than a sign. */
async function turnAway({ pull, openingId, wish, permission }: Asked, ports: PullPorts): Promise<ThreadAnswer | null> {
  if (wish.kind === 'reasonless') return null;
  const key = `comment:thread-denial:${pull.repository.id}:${openingId}:${asker(wish).toLowerCase()}`;
  const told = await ports.journal.step('see who was told in the thread', () => ports.publications.find(key));
  if (told !== null) return null;
  const isOther = wish.kind === 'command' && wish.command.kind === 'command';
  const verb = isOther ? wish.command.command.verb : 'dismiss';
  return { kind: 'no-permission', verb, needs: rightFor(verb), has: permission };
}

type DislikeWish = Extract<Wish, { kind: 'dislike' }>;
type CommandWish = Extract<Wish, { kind: 'command' }>;

async function dismiss(asked: Asked, wish: DislikeWish, ports: PullPorts): Promise<ThreadAnswer | null> {
  const { finding } = asked;
  const commander = { ...commanderOf(asked, wish), cause: wish.id.replace('=', ' ') };
  const answer = await decideOnFinding(commander, { kind: 'dismissed', finding, reason: wish.reason }, ports);
  // It is heard again when the head has its verdict.
  return answer.kind === 'other-head' || answer.kind === 'unknown-finding' ? null : inThread(answer);
}

async function obey(asked: Asked, wish: CommandWish, ports: PullPorts): Promise<ThreadAnswer> {
  if (wish.command.kind === 'refused') return wish.command;
  const { command } = wish.command;
  const commander = commanderOf(asked, wish);
  if (command.verb === 'dismiss') {
    const { finding, reason } = command;
    return inThread(await decideOnFinding(commander, { kind: 'dismissed', finding, reason }, ports));
  }
  if (command.verb === 'waive' && command.target.kind === 'finding') {
    const { target, reason } = command;
    return inThread(await decideOnFinding(commander, { kind: 'waived', finding: target.id, reason }, ports));
  }
  if (command.verb === 'explain') return inThread(await explainFinding(commander, command.finding, ports));
  return { kind: 'elsewhere', verb: command.verb };
}

function commanderOf({ pull, permission }: Asked, { reply }: DislikeWish | CommandWish): Commander {
  const { id, by: author, createdAt } = reply;
  return { pull, permission, comment: { id, body: '', author, authorKind: 'person', createdAt } };
}

/** What a decision or an explanation is answered with; anything else is a mistake of ours. */
function inThread(answer: Answer): ThreadAnswer {
  const known = THREAD_KINDS.find((kind) => kind === answer.kind);
  if (known === undefined) throw new Error(`a wish in a thread was answered with ${answer.kind}`);
  return answer as Extract<Answer, { kind: typeof known }>;
}

const THREAD_KINDS = [
  'decided',
  'explanation',
  'no-permission',
  'own-waiver',
  'own-dismissal',
  'unknown-finding',
  'other-head',
] as const satisfies readonly ThreadAnswer['kind'][];

/** What the thread was told meanwhile, as that its finding is dismissed, is an answer too and is not said twice. */
async function say(asked: Asked, answer: ThreadAnswer, ports: PullPorts): Promise<void> {
  const { pull, openingId, wish, permission } = asked;
  await ports.journal.step('answer in the thread', async () => {
    const thread = (await findThreads(pull.number, ports.host)).find(({ opening }) => opening.id === openingId);
    const marker = heardMarker(wish.id);
    const isSaid = thread?.replies.some(({ writer, body }) => writer === 'us' && carriesMarker(body, marker));
    if (isSaid !== false) return;
    const body = renderThreadAnswer(wish.id, answer);
    const { id, url } = await ports.host.threads.reply(pull.number, openingId, body);
    const told = answer.kind === 'no-permission' ? 'thread-denial' : 'thread-answer';
    const about = answer.kind === 'no-permission' ? `${openingId}:${asker(wish).toLowerCase()}` : wish.id;
    const key = `comment:${told}:${pull.repository.id}:${about}`;
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
  await ports.journal.step('note what was answered', () =>
    ports.audit.append({
      repositoryId: pull.repository.id,
      cause: wish.id.replace('=', ' '),
      act: 'thread.answered',
      actor: asker(wish),
      subject: asked.finding,
      detail: { pull: pull.number, asked: wish.kind, answer: answer.kind, permission },
      at: timeOf(ports),
    }),
  );
}
