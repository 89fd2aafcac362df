import { removeInvisible } from '../invisible.ts';
import { renderCodeSpan } from './code-span.ts';

/** Raw text as inline code in one line, whatever backticks and pipes it holds; `''` for a text without a visible sign. */
export function inlineCode(text: string): string {
  const line = removeInvisible(text).text.replace(/[\t\n\p{Zs}]/gu, ' ');
  return renderCodeSpan(line.trim());
}
