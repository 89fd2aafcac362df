import { existsSync, mkdirSync, renameSync } from 'node:fs';
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

/**
 * Lets what tests call start those programs as they are delivered, in one file each: from the sources each start reads
 * a hundred files, and takes twice the time. They are bundled once in a test run, when one of them is asked for first;
 * whoever runs the command line as a process of its own starts them from the sources.
 */
export function bundledPrograms(): Plugin {
  let bundled: Promise<string> | null = null;
  return {
    name: 'bundled-programs',
    enforce: 'pre',
    transform: async (code, id) => {
      if (!FINDERS.some((finder) => id === join(ROOT, 'src/adapters', finder))) return null;
      const asked = 'import.meta.url';
      if (!code.includes(asked)) throw new Error(`${id} does not find its program as it used to`);
      bundled ??= bundle(join(ROOT, `node_modules/.cache/conclave-built-${process.pid}-programs`));
      return code.replaceAll(asked, JSON.stringify(pathToFileURL(join(await bundled, 'tests.js')).href));
    },
  };
}

/** Bundles the programs into a folder, which is taken away with the other programs that tests build. */
async function bundle(target: string): Promise<string> {
  if (existsSync(target)) return target;
  const workshop = `${target}-workshop`;
  mkdirSync(workshop, { recursive: true });
  const build = await rolldown({ cwd: ROOT, input: PROGRAMS, platform: 'node', logLevel: 'silent' });
  await build.write({ dir: workshop, format: 'esm', chunkFileNames: '[name]-[hash].js' });
  await build.close();
  copySandboxFiles(ROOT, workshop);
  renameSync(workshop, target);
  return target;
}
