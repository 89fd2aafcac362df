/**
 * What keeps the reading of hostile Markdown from taking for ever. Nobody writes so much; who does is read less well,
 * and nothing is read that does not stand there.
 */

const MOST_BLOCKS = 1_500;
const MOST_BRACKETS = 1_000;
const DEEPEST = 50;
const MOST_OPEN_TAGS = 1_000;

/**
 * The same text with `\n` line ends and without blanks before them, which change nothing; without what stands deeper
 * than 50 quotes and lists on its line; without what stands behind the first 1,500 lines of quotes, list items,
 * underlines and footnotes; and behind the first brackets, and `<` that no `>` follows on their line, of as many, with
 * the further ones as plain text.
 */
export function withinReach(text: string): string {
  const seen = { brackets: 0, tags: 0 };
  return withoutRest(text.split(/\r\n|[\r\n]/).map(withoutBlanks))
    .map((line) => withPlainTags(withPlainBrackets(withoutDepths(line), seen), seen))
    .join('\n');
}

/** Whether the reading of a text leaves nothing out; what does not is hostile, or far longer than people write. */
export function isWithinReach(text: string): boolean {
  return (
    withinReach(text) ===
    text
      .split(/\r\n|[\r\n]/)
      .map(withoutBlanks)
      .join('\n')
  );
}

const BLOCK = /^[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)|=+$|-+$|\[\^)/;

/** Each of these blocks makes the reader move all that it has read so far. */
function withoutRest(lines: readonly string[]): readonly string[] {
  let blocks = 0;
  const end = lines.findIndex((line) => {
    if (BLOCK.test(line)) blocks += 1;
    return blocks > MOST_BLOCKS;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

function withoutBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1;
  return line.slice(0, end);
}

interface Seen {
  brackets: number;
  tags: number;
}

/** Each bracket looks for its other one and for an address behind it. */
function withPlainBrackets(line: string, seen: Seen): string {
  return line.replace(/[[\]]/g, (bracket) => {
    seen.brackets += 1;
    return seen.brackets > MOST_BRACKETS ? `\\${bracket}` : bracket;
  });
}

/** A comment may go on for many lines; a tag that does is rare. */
function withPlainTags(line: string, seen: Seen): string {
  const closed = line.lastIndexOf('>') + 1;
  const plain = line.slice(closed).replace(/<(?!!--)/g, (tag) => {
    seen.tags += 1;
    return seen.tags > MOST_OPEN_TAGS ? `\\${tag}` : tag;
  });
  return line.slice(0, closed) + plain;
}

const CONTAINER = /[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))/y;

function withoutDepths(line: string): string {
  CONTAINER.lastIndex = 0;
  let end = 0;
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    if (!CONTAINER.test(line)) return line;
    end = CONTAINER.lastIndex;
  }
  return line.slice(0, end);
}
