import { readdirSync, readFileSync } from 'node:fs';
import { MEBIBYTE } from '../groups/control-group.ts';

/** What is watched where no control group counts the memory of all processes together. */
export interface WatchedMemory {
  /** The first process in the namespace; all others descend from it. */
  readonly first: number;
  readonly memoryMb: number;
  /** Called once, when all of them together have more. */
  readonly onBeyond: () => void;
}

const PAUSE_MS = 100;
const PAGE = 4_096;

/** Looks ten times a second at how much memory a process and all its descendants have; returns what ends that. */
export function watchMemory({ first, memoryMb, onBeyond }: WatchedMemory): () => void {
  const most = memoryMb * MEBIBYTE;
  const timer = setInterval(() => {
    const members = familyOf(first);
    // Pages that several share count for each in the first sum and once in the second, which takes longer.
    if (sumOf(members, residentBytes) <= most || sumOf(members, proportionalBytes) <= most) return;
    clearInterval(timer);
    onBeyond();
  }, PAUSE_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function familyOf(first: number): readonly number[] {
  const family = [first];
  for (const id of family) family.push(...childrenOf(id));
  return family;
}

function childrenOf(id: number): readonly number[] {
  try {
    const threads = readdirSync(`/proc/${id}/task`);
    return threads.flatMap((thread) => readNumbers(`/proc/${id}/task/${thread}/children`));
  } catch {
    return [];
  }
}

function readNumbers(file: string): readonly number[] {
  const words = readFileSync(file, 'utf8').trim();
  return words === '' ? [] : words.split(' ').map(Number);
}

function sumOf(members: readonly number[], bytesOf: (id: number) => number): number {
  return members.reduce((sum, id) => sum + bytesOf(id), 0);
}

function residentBytes(id: number): number {
  try {
    return (readNumbers(`/proc/${id}/statm`)[1] ?? 0) * PAGE;
  } catch {
    return 0;
  }
}

/** What may not be read counts in full. */
function proportionalBytes(id: number): number {
  try {
    const line = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1];
    return line === undefined ? residentBytes(id) : Number(line) * 1_024;
  } catch {
    return residentBytes(id);
  }
}
