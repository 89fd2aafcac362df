import { join } from 'node:path';
import type { Plugin } from 'vitest/config';

const ROOT = join(import.meta.dirname, '..');

/** Who finds one of them by where it lies itself, and starts it again and again. */
const FINDERS = ['scan/program.ts', 'sandbox/engine/engine.ts'];

/** Names the folder of the bundle to what tests call. */
export const NAMED_IN = 'TESTED_PROGRAMS';

/**
 * Lets what tests call start those programs as they are delivered, in one file each: from the sources each start reads
 * a hundred files, and takes twice the time. Whoever runs the command line as a process of its own starts them from the
 * sources. Vitest keeps what it transformed for later runs, so that the folder itself must not stand there.
 */
export function findsBundledPrograms(): Plugin {
  return {
    name: 'finds-bundled-programs',
    enforce: 'pre',
    transform: (code, id) => {
      if (!FINDERS.some((finder) => id === join(ROOT, 'src/adapters', finder))) return null;
      const asked = 'import.meta.url';
      if (!code.includes(asked)) throw new Error(`${id} does not find its program as it used to`);
      return code.replaceAll(asked, `(process.env.${NAMED_IN} ?? ${asked})`);
    },
  };
}
