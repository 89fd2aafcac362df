import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { copySandboxFiles } from '../../.ci/build/sandbox-files.ts';
import { NAMED_IN } from '../../.ci/tested-programs.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Programs that the product starts in processes of their own, under the names that they have beside the bundle. */
const PROGRAMS = {
  'scan-worker': 'src/adapters/scan/worker.ts',
  'scan-watcher': 'src/adapters/scan/watcher.ts',
  'strategy-host': 'src/adapters/sandbox/strategy-host/child.ts',
  'backtest-engine': 'src/adapters/sandbox/engine/program.ts',
} as const;

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
