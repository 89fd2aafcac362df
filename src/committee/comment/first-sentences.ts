/** The first sentences of a text that fit whole into a limit; an ellipsis says that more were said. */
export function firstSentences(text: string, limit: number): string {
  const [first = '', ...others] = text.trim().split(/(?<=[.!?…])\s+/);
  let fitting = first;
  for (const sentence of others) {
    if (fitting.length + 1 + sentence.length > limit) return `${fitting} …`;
    fitting = `${fitting} ${sentence}`;
  }
  return fitting;
}
