/** Breaks every `<!-- conclave:` of a text visibly, in code too, where it cannot be escaped. */
export function disarmMarkers(text: string): string {
  return text.replace(/<!(?=--\s*conclave)/gi, '<! ');
}
