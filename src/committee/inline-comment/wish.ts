import { REASON_LENGTH } from '../../change/command.ts';
import { redactSecrets } from '../../change/secrets.ts';
import { parseThreadCommand, type ThreadCommand } from '../../change/thread-command.ts';
import { removeInvisible } from '../../kernel/invisible.ts';
import { carriesMarker, heardMarker } from './marker.ts';
import type { Dislike, ReviewThread, ThreadReply } from './thread.ts';

/** The reply in which something is asked; what else it says is none of our business. */
type Asking = Pick<ThreadReply, 'id' | 'by' | 'createdAt'>;

/** What a person asks of us in a thread, and has not been answered; by its id the answer is found again. */
export type Wish =
  /** A 👎 with a reply, which is the reason. */
  | { readonly kind: 'dislike'; readonly id: string; readonly reply: Asking; readonly reason: string }
  /** A 👎 that says not why, or not in as many characters as a reason has. */
  | { readonly kind: 'reasonless'; readonly id: string; readonly by: string }
  /** A command in a reply. */
  | { readonly kind: 'command'; readonly id: string; readonly reply: Asking; readonly command: ThreadCommand };

/**
 * The wishes in a thread that no reply of ours has answered: commands in the order in which they were written, then 👎
 * in the order in which they were given. Words that somebody else edited, and edited commands, ask for nothing.
 */
export function wishesIn({ opening, replies }: ReviewThread, finding: string): readonly Wish[] {
  const isAnswered = (id: string) =>
    replies.some(({ writer, body }) => writer === 'us' && carriesMarker(body, heardMarker(id)));
  const said = replies.filter(({ writer, isForged }) => writer === 'person' && !isForged);
  const commands = said.flatMap((reply) => readCommand(reply, finding));
  const dislikes = opening.dislikes
    .filter(({ id }) => !isAnswered(dislikeId(id)))
    .map((dislike) => readDislike(dislike, said));
  return [...commands, ...dislikes].filter(({ id }) => !isAnswered(id));
}

function dislikeId(reaction: string): string {
  return `reaction=${reaction}`;
}

function readCommand(reply: ThreadReply, finding: string): readonly Wish[] {
  if (reply.isEdited) return [];
  const command = parseThreadCommand(reply.body, finding);
  return command === null ? [] : [{ kind: 'command', id: `comment=${reply.id}`, reply: askingOf(reply), command }];
}

/** The newest reply of whoever put the 👎 that can be a reason is it; a command is none. Who gave none is asked once. */
function readDislike({ id, by }: Dislike, said: readonly ThreadReply[]): Wish {
  const reasons = said
    .filter((reply) => isBy(reply, by) && parseThreadCommand(reply.body, '') === null)
    .map((reply) => ({ reply: askingOf(reply), reason: reasonOf(reply.body) }));
  const found = reasons.findLast(({ reason }) => isReason(reason));
  return found === undefined
    ? { kind: 'reasonless', id: `ask=${id}`, by }
    : { kind: 'dislike', id: dislikeId(id), ...found };
}

function askingOf({ id, by, createdAt }: ThreadReply): Asking {
  return { id, by, createdAt };
}

function isReason(text: string): boolean {
  const { length } = Array.from(text);
  return length >= REASON_LENGTH.least && length <= REASON_LENGTH.most;
}

function isBy(reply: ThreadReply, login: string): boolean {
  return reply.by.toLowerCase() === login.toLowerCase();
}

/** A reply without what it quotes and without credentials, in one line. */
function reasonOf(body: string): string {
  const own = body.split(/\r\n|[\r\n]/).filter((line) => !/^ {0,3}>/.test(line));
  const { text } = redactSecrets('comment', own.join(' '));
  return removeInvisible(text).text.replace(/\s+/g, ' ').trim();
}
