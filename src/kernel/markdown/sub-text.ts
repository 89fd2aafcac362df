/** A line in small letters; `text` is safe Markdown. */
export function subText(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ').trim();
  return line === '' ? '' : `<sub>${line}</sub>`;
}
