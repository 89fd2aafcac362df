import { join, relative, sep } from 'node:path';
import type { Terminal } from '../terminal.ts';

/** The line that says where artefacts are kept, as seen from the terminal's folder. */
export function renderPaths(files: readonly string[], { folder }: Pick<Terminal, 'folder'>): string {
  const shown = files.map((path) => {
    const near = relative(folder, path);
    return near === '..' || near.startsWith(`..${sep}`) ? path : join('.', near);
  });
  return `\nKept: ${shown.join(', ')}\n`;
}
