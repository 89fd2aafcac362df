/** The text with a space for every run of line breaks: a row stays one row, and no text can pass for a second one. */
export function onOneLine(text: string): string {
  return text.replaceAll(/[\n\v\f\r\u0085\u2028\u2029]+/g, ' ');
}
