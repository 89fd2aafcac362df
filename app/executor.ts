import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../src/adapters/durable/engine.ts';
import { claimSlot, reclaimSlot, type Slot, type SlotSettings } from '../src/adapters/postgres/slots.ts';
import { type AppError, messageOf } from '../src/kernel/app-error.ts';
import type { Log } from './log.ts';

/** The place of this process among those that share its database: under its name it runs stories. */
export interface Executor {
  readonly name: string;
  /** False from the moment at which another process could hold the place. */
  isHeld(): boolean;
  /** Looks from time to time for stories whose process has died, and takes them up. */
  adoptOrphans(engine: Pick<Engine, 'strangers' | 'adopt'>): void;
  close(): Promise<void>;
}

/** What holding a place needs. */
export interface ExecutorOptions {
  readonly databaseUrl: string;
  readonly log: Log;
  /** Is told when the place is lost for good: this process must end, since another one may run its stories. */
  readonly onGone: (why: AppError) => void;
}

/** The advisory locks of the places; no other program at the database uses this number. */
const NAMESPACE = 7_001;
const SLOTS = 16;
const ROUND_MS = 5_000;

/** Takes a free place, and keeps it: when the connection that holds it breaks, it is taken again at once. */
export async function holdExecutor({ databaseUrl, log, onGone }: ExecutorOptions): Promise<Executor> {
  const ended = new AbortController();
  let isHeld = true;
  const settings: SlotSettings = {
    url: databaseUrl,
    namespace: NAMESPACE,
    slots: SLOTS,
    onLost: (why) => {
      isHeld = false;
      log.warn({ reason: why.message }, 'the place of this process was lost; it is taken again');
      void takeAgain(slot.slot, settings, { signal: ended.signal, why }).then((again) => {
        if (again === null) return onGone(why);
        slot = again;
        isHeld = true;
        log.info('the place of this process is held again');
      });
    },
  };
  let slot = await claimSlot(settings);
  return {
    name: nameOf(slot.slot),
    isHeld: () => isHeld,
    adoptOrphans: (engine) => void adoptForEver(() => (isHeld ? slot : null), engine, { log, signal: ended.signal }),
    close: async () => {
      ended.abort();
      await slot.close();
    },
  };
}

/** Another process holds a lost place for a moment only, while it takes up what it believes to be left. */
const TAKEN_TRIES = 20;
const AGAIN_MS = 250;

/** Null when somebody else stays in the place, or this process ends. */
async function takeAgain(
  slot: number,
  settings: SlotSettings,
  { signal }: { readonly signal: AbortSignal; readonly why: AppError },
): Promise<Slot | null> {
  for (let taken = 0; taken < TAKEN_TRIES && !signal.aborted; ) {
    try {
      const again = await reclaimSlot(settings, slot);
      if (again !== null) return again;
      taken += 1;
    } catch {
      // The database is still away; nobody else can hold the place meanwhile.
    }
    await sleep(AGAIN_MS);
  }
  return null;
}

interface Watch {
  readonly log: Log;
  readonly signal: AbortSignal;
}

async function adoptForEver(
  place: () => Slot | null,
  engine: Pick<Engine, 'strangers' | 'adopt'>,
  watch: Watch,
): Promise<void> {
  let seenFree: ReadonlySet<number> = new Set();
  while (!watch.signal.aborted) {
    await sleep(ROUND_MS, undefined, { signal: watch.signal }).catch(() => undefined);
    if (watch.signal.aborted) return;
    const slot = place();
    if (slot === null) continue;
    try {
      seenFree = await adoptOnce(slot, engine, { seenFree, log: watch.log });
    } catch (error) {
      watch.log.warn({ reason: messageOf(error) }, 'orphaned stories could not be looked for');
    }
  }
}

/** A place must be free twice in a row, since a living process may be on its way back to it. */
async function adoptOnce(
  slot: Slot,
  engine: Pick<Engine, 'strangers' | 'adopt'>,
  { seenFree, log }: { readonly seenFree: ReadonlySet<number>; readonly log: Log },
): Promise<ReadonlySet<number>> {
  const free = new Set<number>();
  for (const name of await engine.strangers()) {
    const other = slotOf(name);
    if (other === null || !(await slot.tryAdopt(other))) continue;
    try {
      free.add(other);
      if (!seenFree.has(other)) continue;
      log.warn({ executor: name }, 'a process has died; its stories are taken up here');
      await engine.adopt(name);
    } finally {
      await slot.release(other);
    }
  }
  return free;
}

function nameOf(slot: number): string {
  return `slot-${slot}`;
}

function slotOf(name: string): number | null {
  const found = /^slot-(\d+)$/.exec(name);
  return found === null ? null : Number(found[1]);
}
