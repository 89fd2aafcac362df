import { onOneLine } from './one-line.ts';

/**
 * A text as one cell of a row that is parted by bars, on one line. A text with a bar in it could pass for further
 * cells: it stands as a JSON string whose bars are escaped, so that what it spells is found nowhere in the row.
 */
export function asCell(text: string): string {
  return onOneLine(text.includes('|') ? JSON.stringify(text).replaceAll('|', '\\u007c') : text);
}
