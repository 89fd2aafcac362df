/** Tokens for people: `870`, `4.1k`, `41k`, `1.2M`. */
export function formatTokens(tokens: number): string {
  if (tokens < 1_000) return String(tokens);
  if (tokens < 9_950) return `${(tokens / 1_000).toFixed(1)}k`;
  if (tokens < 999_500) return `${Math.round(tokens / 1_000)}k`;
  return `${(tokens / 1_000_000).toFixed(1)}M`;
}

/** Seconds for people, without the unit: `2.1`, and whole ones from 100 on. */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1_000;
  return seconds < 99.95 ? seconds.toFixed(1) : String(Math.round(seconds));
}
