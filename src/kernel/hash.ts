import { createHash } from 'node:crypto';

/** SHA-256 of a text in UTF-8, as 64 lower-case hex digits. */
export function hashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** SHA-256 over several texts, unambiguous about where one ends and the next begins. */
export function hashTexts(texts: readonly string[]): string {
  return hashText(JSON.stringify(texts));
}

/** SHA-256 of bytes, as 64 lower-case hex digits. */
export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
