import { readdirSync, readFileSync } from 'node:fs';

/** The first three are given away on purpose. */
const FIRST = 3;
const CLOSE_ON_EXEC = 0o2000000;

/**
 * Descriptors of this process that a program which it starts would get too. Node opens none like that, but whoever
 * started us may have left some open.
 */
export function inheritedDescriptors(): readonly number[] {
  const all = readdirSync('/proc/self/fd').map(Number);
  return all.filter((descriptor) => descriptor >= FIRST && isInherited(descriptor));
}

function isInherited(descriptor: number): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    return flags === undefined || (Number.parseInt(flags, 8) & CLOSE_ON_EXEC) === 0;
  } catch {
    // It was the one for reading the list.
    return false;
  }
}
