import { folderOf } from './file-name.ts';

/** Where a link leads: to a path of the repository, above its root, or to an address or a place in the same file. */
export type LinkTarget =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'outside' }
  | { readonly kind: 'elsewhere' };

/** `file:` and the drives of Windows lead to the disk of one person. */
const ON_DISK = /^(?:file|[a-z]):/i;
const ADDRESS = /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i;

/** Follows a link as it is written in a file of the repository, without its anchor; a leading slash is the root. */
export function followLink(from: string, written: string): LinkTarget {
  if (ON_DISK.test(written)) return { kind: 'outside' };
  if (ADDRESS.test(written)) return { kind: 'elsewhere' };
  const target = decoded(written.replace(/[?#].*$/s, ''));
  if (target === '') return { kind: 'elsewhere' };
  const segments = target.startsWith('/') ? [] : folderOf(from).split('/').filter(isName);
  for (const segment of target.split('/')) {
    if (segment === '..' && segments.length === 0) return { kind: 'outside' };
    if (segment === '..') segments.pop();
    else if (isName(segment)) segments.push(segment);
  }
  return { kind: 'path', path: segments.join('/') };
}

function isName(segment: string): boolean {
  return segment !== '' && segment !== '.';
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}
