import { isAbsolute, join, resolve } from 'node:path';
import type { Terminal } from './terminal.ts';

/**
 * The folder of what can be made again: `CONCLAVE_CACHE`, or `conclave` in that of the platform's variables; null where
 * nothing says where that is.
 */
export function cacheFolderOf({ environment, folder }: Pick<Terminal, 'environment' | 'folder'>): string | null {
  const own = environment.CONCLAVE_CACHE?.trim() ?? '';
  if (own !== '') return resolve(folder, own);
  // The specification wants an absolute path and has any other one ignored.
  const shared = environment.XDG_CACHE_HOME?.trim() ?? '';
  if (isAbsolute(shared)) return join(shared, 'conclave');
  const home = environment.HOME?.trim() || environment.USERPROFILE?.trim() || '';
  return isAbsolute(home) ? join(home, '.cache', 'conclave') : null;
}
