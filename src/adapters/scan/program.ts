/** Written to the standard error of the process when it is ended for the memory it holds. */
export const OVER_MEMORY = 'conclave: over the bound of memory\n';

/** Where a program of this folder lies: beside the bundle as `scan-worker.js`, in a checkout as `worker.ts`. */
export function locateProgram(name: 'worker' | 'watcher'): URL {
  return new URL(import.meta.url.endsWith('.ts') ? `./${name}.ts` : `./scan-${name}.js`, import.meta.url);
}
