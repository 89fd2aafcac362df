/** Where sentences of English and French end within a text: each place is the first of the next sentence. */
export function findSentences(text: string): readonly number[] {
  const starts: number[] = [];
  for (const match of text.matchAll(END)) {
    const next = match.index + match[0].length;
    if (next < text.length && endsSentence(text, match)) starts.push(next);
  }
  return starts;
}

const END = /[.!?…]{1,6}(?:[ \u00a0\u202f](?=»))?["'”’»)\]*_`]{0,6}\s+|[。！？]{1,6}/g;

function endsSentence(text: string, match: RegExpExecArray): boolean {
  const next = text.slice(match.index + match[0].length, match.index + match[0].length + 4);
  if (/^["'“‘«([*_`]*\p{Ll}/u.test(next)) return false;
  if (!match[0].startsWith('.') || match[0].startsWith('..')) return true;
  const before = text.slice(Math.max(0, match.index - 14), match.index);
  return !ABBREVIATION.test(before) && !(NUMBER_BEFORE.test(before) && /^\p{N}/u.test(next));
}

/** What stands before a full stop that ends no sentence: an abbreviation, an initial, the number of a list item. */
const ABBREVIATION =
  /(?:^|[\s("'«“‘[])(?:e\.g|i\.e|c\.-à-d|p\.ex|p\. ex|cf|vs|etc|approx|env|resp|ex|art|al|fig|tab|sec|sect|chap|vol|ch|pp?|nos?|n°|max|min|mr|mrs|ms|mme|mlle|dr|prof|st|inc|ltd|co|jr|sr|[A-Z]|(?:[A-Z]\.)+[A-Z]|\d{1,3})$/iu;
const NUMBER_BEFORE = /\d$/;
