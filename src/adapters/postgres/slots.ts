import pg from 'pg';
import { z } from 'zod';
import { AppError, messageOf } from '../../kernel/app-error.ts';

/** Which slots there are, and what to do when ours is lost. */
export interface SlotSettings {
  readonly url: string;
  /** The first number of the advisory locks. */
  readonly namespace: number;
  /** How many slots there are, counted from 0. */
  readonly slots: number;
  /** Called once when the connection that holds the locks is gone; others may hold our slot from then on. */
  readonly onLost: (why: AppError) => void;
}

/** A place among the processes that share a database, held for as long as its connection lives. */
export interface Slot {
  readonly slot: number;
  /** Takes a slot that nobody holds; false when somebody does. */
  tryAdopt(slot: number): Promise<boolean>;
  /** Gives an adopted slot back. */
  release(slot: number): Promise<void>;
  /** Gives everything back; `onLost` is not called afterwards. */
  close(): Promise<void>;
}

const PULSE_MS = 5_000;

/** Takes the first free slot, on a connection of its own that a pulse every five seconds watches. */
export function claimSlot(settings: SlotSettings): Promise<Slot> {
  return openSlot(settings, (take) => takeFirst(settings.slots, take));
}

/** Takes a slot again that was ours; null when somebody else holds it. */
export async function reclaimSlot(settings: SlotSettings, slot: number): Promise<Slot | null> {
  try {
    return await openSlot(settings, async (take) => {
      if (await take(slot)) return slot;
      throw new SlotTaken();
    });
  } catch (error) {
    if (error instanceof SlotTaken) return null;
    throw error;
  }
}

class SlotTaken extends Error {}

type Take = (slot: number) => Promise<boolean>;

async function openSlot(settings: SlotSettings, choose: (take: Take) => Promise<number>): Promise<Slot> {
  const line = await openLine(settings);
  const held = new Set<number>();
  const take = async (slot: number): Promise<boolean> => {
    if (held.has(slot)) return true;
    if (await line.ask('select pg_try_advisory_lock($1, $2) as done', slot)) held.add(slot);
    return held.has(slot);
  };
  const slot = await choose(take).catch(async (error: unknown) => {
    await line.close();
    throw error;
  });
  return {
    slot,
    tryAdopt: take,
    release: async (adopted) => {
      if (adopted === slot) throw new AppError('broken', `slot ${slot} is our own and is given back by close`);
      if (held.delete(adopted)) await line.ask('select pg_advisory_unlock($1, $2) as done', adopted);
    },
    close: line.close,
  };
}

async function takeFirst(slots: number, take: Take): Promise<number> {
  for (let slot = 0; slot < slots; slot += 1) if (await take(slot)) return slot;
  throw new AppError('outside-failed', `all ${slots} places at this database are taken`, {
    expected: `at most ${slots} processes`,
    advice: 'Stop one, or wait until the database has noticed that one was killed.',
  });
}

/** The one connection that holds the locks: one question at a time. */
interface Line {
  readonly ask: (question: string, slot: number) => Promise<boolean>;
  readonly close: () => Promise<void>;
}

const Answer = z.object({ done: z.boolean() });

async function openLine({ url, namespace, onLost }: SlotSettings): Promise<Line> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'conclave slot',
    connectionTimeoutMillis: 15_000,
    query_timeout: PULSE_MS,
    keepAlive: true,
  });
  let over = true;
  const lose = (error?: unknown): void => {
    if (over) return;
    over = true;
    clearInterval(pulse);
    client.end().catch(() => undefined);
    const why = error === undefined ? 'it was closed' : messageOf(error);
    onLost(new AppError('outside-failed', `the connection that holds our place is gone: ${why}`, { passing: true }));
  };
  client.on('error', lose);
  client.on('end', () => lose());
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  await connect(client);
  over = false;
  const pulse = setInterval(() => {
    inTurn(() => client.query('select 1')).catch(lose);
  }, PULSE_MS);
  pulse.unref();
  return {
    ask: (question, slot) =>
      inTurn(async () => Answer.parse((await client.query(question, [namespace, slot])).rows[0]).done),
    close: async () => {
      over = true;
      clearInterval(pulse);
      await inTurn(() => client.end());
    },
  };
}

/** A database that no longer hears us frees our locks after half a minute instead of hours. */
async function connect(client: pg.Client): Promise<void> {
  await client.connect();
  await client.query('set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3');
}
