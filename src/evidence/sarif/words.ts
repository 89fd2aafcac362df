/** A text that is cut at a length, with a sign where something is missing. */
export function cut(text: string, longest: number): string {
  const whole = text.toWellFormed();
  return whole.length <= longest ? whole : `${whole.slice(0, longest - 1).toWellFormed()}…`;
}

/** Words of strangers in a message, in which `[words](1)` would be a link. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}

/** A line of code within a sentence; fences of its own do not end it. */
export function quoted(code: string, longest: number): string {
  return `\`${withoutLinks(cut(code.trim(), longest)).replaceAll('`', "'")}\``;
}
