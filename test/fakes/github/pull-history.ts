import type { PullEvent } from './records.ts';
import { type Account, type Pull, timestamp, type World } from './world.ts';

/** Records what somebody did to a pull request. */
export function recordEvent(
  world: World,
  pull: Pull,
  { by, ...event }: Omit<PullEvent, 'id' | 'at' | 'by'> & { readonly by: Account },
): void {
  pull.events.push({ ...event, id: world.nextId(), by: by.login, at: timestamp(world.now()) });
}

/** Records a new body; the first edit brings the text of the beginning into the history, too. */
export function recordBody(world: World, pull: Pull, { text, by }: { text: string; by: Account }): void {
  const { bodyEdits, author, createdAt } = pull;
  const keep = (login: string, at: string, words: string) =>
    bodyEdits.push({ id: world.nextId(), by: login, at, text: words, deletedAt: null });
  if (bodyEdits.length === 0) keep(author.login, createdAt, pull.body ?? '');
  keep(by.login, timestamp(world.now()), text);
}
