import { readdirSync, readFileSync } from 'node:fs';

/** A process of this machine. */
export interface HostProcess {
  readonly id: number;
  readonly words: readonly string[];
  /** The user that it really is. */
  readonly user: number;
}

/** The processes of this machine that have a word among theirs; those that may not be looked at are left out. */
export function processesWith(word: string): readonly HostProcess[] {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return ids.flatMap((id) => readProcess(id, word) ?? []);
}

function readProcess(id: string, word: string): HostProcess | null {
  try {
    const words = readFileSync(`/proc/${id}/cmdline`, 'utf8').split('\0');
    if (!words.includes(word)) return null;
    const user = /^Uid:\t(\d+)/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
    return { id: Number(id), words, user: Number(user) };
  } catch {
    return null;
  }
}
