import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import type { Plugin } from 'vitest/config';
import { copySandboxFiles } from '../../.ci/build/sandbox-files.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Programs that the product starts in processes of their own, under the names that they have beside the bundle. */
const PROGRAMS = {
  'scan-worker': 'src/adapters/scan/worker.ts',
  'scan-watcher': 'src/adapters/scan/watcher.ts',
  'strategy-host': 'src/adapters/sandbox/strategy-host/child.ts',
  'backtest-engine': 'src/adapters/sandbox/engine/program.ts',
} as const;

/** Who finds one of them by where it lies itself, and starts it again and again. */
const FINDERS = ['scan/program.ts', 'sandbox/engine/engine.ts'];

/** Names the folder of the bundle to what tests call. */
const NAMED_IN = 'TESTED_PROGRAMS';

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

/** Bundles the programs before the tests, and takes them away after them. */
export async function setup(): Promise<() => void> {
  const folder = join(ROOT, `node_modules/.cache/conclave-programs-${process.pid}`);
  const clear = () => rmSync(folder, { recursive: true, force: true });
  clear();
  const build = await rolldown({ cwd: ROOT, input: PROGRAMS, platform: 'node', logLevel: 'silent' });
  await build.write({ dir: folder, format: 'esm', chunkFileNames: '[name]-[hash].js' });
  await build.close();
  copySandboxFiles(ROOT, folder);
  process.env[NAMED_IN] = pathToFileURL(join(folder, 'tests.js')).href;
  return clear;
}
