import { hashText } from '../../kernel/hash.ts';

const LONGEST = 60;

/**
 * The folder of a strategy in a bundle: its path in lower-case letters, digits and hyphens, with eight digits of the path's
 * hash behind it, so that two paths never share one, whatever a file system makes of case and length.
 */
export function strategySlug(path: string): string {
  const words = path
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(-LONGEST)
    .replaceAll(/^-+|-+$/g, '');
  return `${words === '' ? 'strategy' : words}-${hashText(path).slice(0, 8)}`;
}
