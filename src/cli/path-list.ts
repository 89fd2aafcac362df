import { removeInvisible } from '../kernel/invisible.ts';

const MOST = 5;

/** The first paths of a list in one line, and how many more there are. */
export function listPaths(paths: readonly string[]): string {
  const rest = paths.length > MOST ? ` and ${paths.length - MOST} more` : '';
  return removeInvisible(`${paths.slice(0, MOST).join(', ')}${rest}`).text.replaceAll('\n', ' ');
}
