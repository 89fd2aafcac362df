import { plainText } from './plain-text.ts';

/** Raw text as harmless Markdown for one cell of a table, in one line; no pipe of it ends the cell. */
export function tableCell(text: string, limit: number): string {
  return plainText(text, limit);
}
