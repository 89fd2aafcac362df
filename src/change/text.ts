/** Most bytes of a text that is read; longer files are listed, not read. */
export const longestText = 2 * 1024 * 1024;

/** How many bytes git looks at to tell a binary file; the same here, so that both say the same. */
const BINARY_SAMPLE = 8_000;

/** What the bytes of a file turned out to be. */
export type TextReading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary' }
  /** Meant for people, but not readable here; the reason reads `over 2 MB`, `not UTF-8`. */
  | { readonly kind: 'unreadable'; readonly reason: string };

/** The reading of a text that is longer than what is read. */
export const tooLong: TextReading = { kind: 'unreadable', reason: 'over 2 MB' };

/** Reads bytes as UTF-8 with `\n` line ends; UTF-16, other encodings, NUL bytes and great length are told apart. */
export function decodeText(bytes: Uint8Array): TextReading {
  if (bytes.length > longestText) return tooLong;
  if (startsAsUtf16(bytes)) return { kind: 'unreadable', reason: 'UTF-16, not UTF-8' };
  if (bytes.subarray(0, BINARY_SAMPLE).includes(0)) return { kind: 'binary' };
  const text = decodeUtf8(bytes);
  return text === null ? { kind: 'unreadable', reason: 'not UTF-8' } : { kind: 'text', text: withUnixLineEnds(text) };
}

/** The text that UTF-8 bytes spell, a byte order mark included; null when they spell none. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Whether bytes begin with the mark of UTF-16, in either byte order. */
export function startsAsUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** The same text with `\n` where it had `\r\n`, and without a carriage return at its very end. */
function withUnixLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?=\n|$)/g, '') : text;
}

/** The lines of a text, each with its `\n`; only the last may lack one. */
export function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
