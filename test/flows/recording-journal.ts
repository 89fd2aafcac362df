import type { Journal } from '../../src/ports/journal.ts';

/** The results of a session's steps, by name, as a durable journal would keep them. */
export type Recording = ReadonlyMap<string, unknown>;

/** A journal that records each step under its name, and one that was recorded is not run again. */
export interface RecordingJournal extends Journal {
  readonly recorded: Map<string, unknown>;
  /** Names of the steps that were really run. */
  readonly ran: readonly string[];
}

/** Opens a journal over what an earlier run has recorded; a name that is used twice is a broken promise. */
export function openRecordingJournal(earlier: Recording = new Map()): RecordingJournal {
  const recorded = new Map(earlier);
  const used = new Set<string>();
  const ran: string[] = [];
  return {
    recorded,
    ran,
    async step<T>(name: string, effect: () => Promise<T>): Promise<T> {
      if (used.has(name)) throw new Error(`two steps have the name "${name}"`);
      used.add(name);
      if (recorded.has(name)) return recorded.get(name) as T;
      ran.push(name);
      const result = await effect();
      const kept = result === undefined ? undefined : JSON.parse(JSON.stringify(result));
      recorded.set(name, kept);
      return kept;
    },
  };
}
