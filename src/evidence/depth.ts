const DEEPEST = 1_000;

/**
 * The line on which a Python expression becomes so deep that reading it may not end, null when none does. Rules look
 * along the ancestors and descendants of what they find: on one endless chain (`a.b().b()…`, `1+1+…`, `((((…`) that
 * takes time by the square of its length. The depth is estimated from above, as open brackets and the tokens since
 * the last comma in each of them, before the text is parsed.
 */
export function tooDeepLine(text: string): number | null {
  const scan: Scan = { text, at: 0, open: [], here: 0, below: 0 };
  while (scan.at < text.length) {
    readToken(scan);
    if (scan.below + scan.here + scan.open.length > DEEPEST) return text.slice(0, scan.at).split('\n').length;
  }
  return null;
}

interface Scan {
  readonly text: string;
  at: number;
  /** For each open bracket the tokens in front of it since the last comma; `below` is their sum. */
  readonly open: number[];
  below: number;
  /** Tokens since the last comma inside the innermost open bracket. */
  here: number;
}

function readToken(scan: Scan): void {
  const character = scan.text.charAt(scan.at);
  const end = scan.at + 1;
  switch (character) {
    case ' ':
      break;
    case '\n':
      if (scan.open.length === 0 && scan.text.charAt(scan.at - 1) !== '\\') scan.here = 0;
      break;
    case ',':
    case ';':
      scan.here = 0;
      break;
    case '(':
    case '[':
    case '{':
      openBracket(scan);
      break;
    case ')':
    case ']':
    case '}':
      closeBracket(scan);
      break;
    case '#':
      scan.at = endOf(scan.text, '\n', end) - 1;
      return;
    case '"':
    case "'":
      readString(scan, character);
      return;
    default:
      readWord(scan);
      return;
  }
  scan.at = end;
}

function openBracket(scan: Scan): void {
  scan.open.push(scan.here);
  scan.below += scan.here;
  scan.here = 0;
}

function closeBracket(scan: Scan): void {
  const before = scan.open.pop() ?? 0;
  scan.below -= before;
  scan.here = before + 1;
}

/** Position behind the next mark, or the end of the text. */
function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

function readString(scan: Scan, quote: string): void {
  const triple = quote.repeat(3);
  const mark = scan.text.startsWith(triple, scan.at) ? triple : quote;
  const start = scan.at + mark.length;
  let end = endOf(scan.text, mark, start);
  while (isEscaped(scan.text, end - mark.length) && end < scan.text.length) end = endOf(scan.text, mark, end);
  // A formatted string holds expressions of its own: their operators count, whatever they are.
  const formatted = /[fF]/.test(scan.text.slice(Math.max(0, scan.at - 2), scan.at));
  scan.here += 1 + (formatted ? scan.text.slice(start, end).split(/[.([+*-]/).length : 0);
  scan.at = end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charAt(at - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

const WORD = /\w+|\W/y;

function readWord(scan: Scan): void {
  WORD.lastIndex = scan.at;
  WORD.exec(scan.text);
  scan.at = Math.max(WORD.lastIndex, scan.at + 1);
  scan.here += 1;
}
