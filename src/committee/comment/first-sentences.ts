/** The first sentences of a text that fit whole into a limit; the whole first one when not even that fits. */
export function firstSentences(text: string, limit: number): string {
  const [first = '', ...others] = text.trim().split(/(?<=[.!?…])\s+/);
  let fitting = first;
  for (const sentence of others) {
    if (fitting.length + 1 + sentence.length > limit) break;
    fitting = `${fitting} ${sentence}`;
  }
  return fitting;
}
