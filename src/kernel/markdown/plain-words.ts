import { removeInvisible } from '../invisible.ts';
import { beginningOf } from './beginning.ts';
import { disarmMarkers } from './marker.ts';

const NOTE = ' … (cut)';

/**
 * Raw text as one line for a place that shows plain text and no Markdown: without invisible characters and line ends,
 * no command at its beginning, cut with a visible note at `limit` characters.
 */
export function plainWords(text: string, limit: number): string {
  const words = removeInvisible(text).text.replace(/\s+/g, ' ').trim();
  const line = disarmMarkers(words).replace(/^\/(?=[a-z])/i, '\\/');
  return line.length <= limit ? line : `${beginningOf(line, limit - NOTE.length).trimEnd()}${NOTE}`;
}
