import type { LibraryReading } from '../../flows/read-library.ts';
import type { TerminalStream } from '../terminal.ts';
import { oneLine, wrap } from '../verdict-text/width.ts';
import { countOf } from './count.ts';

/** The documents of a library for people, one a line, and those that could not be read with their reasons. */
export function renderListText(
  { documents, passages, unread }: LibraryReading,
  { columns }: Pick<TerminalStream, 'columns'>,
): string {
  const head = `${countOf(documents.length, 'document')}, ${countOf(passages.length, 'passage')}`;
  const listed = documents.map(({ path, record, pieces }) => {
    const name = record === null ? '' : ` [adr:${record}]`;
    return `${path}${name} (${countOf(pieces.length, 'passage')})`;
  });
  const missing = unread.map(({ path, reason }) => `${path}: ${reason}`);
  const lines = [
    head,
    ...listed.map(oneLine),
    ...(missing.length === 0 ? [] : ['', `Not read: ${missing.length}`, ...missing.map(oneLine)]),
  ];
  return `${lines.flatMap((line) => wrap(line, columns)).join('\n')}\n`;
}
