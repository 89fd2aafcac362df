/** What the tokens of a text tell: nothing to look for, something, or so much in one statement that looking may not end. */
export type Suspicion = 'none' | 'some' | 'crowded';

/**
 * Whether a Python text may give one of some names a number: a name and a number stand in one logical line of it. This is
 * looked at by tokens, before the far dearer tree is made; where tokens alone do not tell, it may. The names are a
 * regular expression over whole words, ignoring case.
 */
export function suspect(text: string, names: RegExp): Suspicion {
  // Python ends a line there, and the reader of the tree has its own words for it.
  const isSuspect = /\r(?!\n)/.test(text);
  const scan: Scan = { text, wanted: names, at: 0, depth: 0, line: { ...FRESH }, isSuspect };
  while (scan.at < text.length) {
    readToken(scan);
    if (scan.line.names * scan.line.tokens > MOST_WORK) return 'crowded';
  }
  if (scan.depth !== 0 || isGiven(scan.line)) return 'some';
  return scan.isSuspect ? 'some' : 'none';
}

/** Each name of a statement is looked at with all that stands around it. */
const MOST_WORK = 2_000_000;

/** What was seen in a logical line so far. */
interface LogicalLine {
  tokens: number;
  names: number;
  hasNumber: boolean;
  /** Anything but texts; a docstring gives nothing to anyone. */
  hasCode: boolean;
}

const FRESH: Readonly<LogicalLine> = { tokens: 0, names: 0, hasNumber: false, hasCode: false };

function isGiven({ names, hasNumber, hasCode }: LogicalLine): boolean {
  return names > 0 && hasNumber && hasCode;
}

interface Scan {
  readonly text: string;
  readonly wanted: RegExp;
  at: number;
  /** Brackets that are open; a line end inside them ends no logical line. */
  depth: number;
  line: LogicalLine;
  /** There is reason to look closer. */
  isSuspect: boolean;
}

const TOKEN =
  /[ \t\f]+|\\\n|#[^\n]*|\n|[([{]|[)\]}]|[a-z]{0,2}(?:"""|'''|"|')|[\p{L}_][\p{L}\p{N}_]*|\.?\d[\w.]*|./isuy;

function readToken(scan: Scan): void {
  TOKEN.lastIndex = scan.at;
  const [token = ''] = TOKEN.exec(scan.text) ?? [];
  scan.at += Math.max(token.length, 1);
  const first = token.charAt(0);
  if (first === '\n') endLine(scan);
  if (/^[\s\\#]/.test(first)) return;
  scan.line.tokens += 1;
  if (token.endsWith('"') || token.endsWith("'")) readString(scan, token);
  else readCode(scan, token);
}

function readCode(scan: Scan, token: string): void {
  const first = token.charAt(0);
  scan.line.hasCode = true;
  if ('([{'.includes(first)) scan.depth += 1;
  else if (')]}'.includes(first)) closeBracket(scan);
  else if (/^\.?\d/.test(token)) scan.line.hasNumber = true;
  else if (/^[\p{L}_]/u.test(token)) countNames(scan, token);
}

function endLine(scan: Scan): void {
  if (scan.depth > 0) return;
  scan.isSuspect ||= isGiven(scan.line);
  scan.line = { ...FRESH };
}

function closeBracket(scan: Scan): void {
  scan.isSuspect ||= scan.depth === 0;
  scan.depth = Math.max(scan.depth - 1, 0);
}

function countNames({ wanted, line }: Scan, text: string): void {
  wanted.lastIndex = 0;
  if (wanted.test(text)) line.names += 1;
}

/** A text may be a key or read as a number; one over lines without a mark for it, or without an end, tells nothing. */
function readString(scan: Scan, opening: string): void {
  const mark = /(?:"""|'''|"|')$/.exec(opening)?.[0] ?? '"';
  const end = endOfString(scan, mark);
  const content = scan.text.slice(scan.at, end - mark.length);
  const lineEnd = mark.length === 1 ? content.search(/(?<!\\)\n/) : -1;
  scan.isSuspect ||= lineEnd >= 0 || end > scan.text.length;
  scan.at = lineEnd < 0 ? end : scan.at + lineEnd;
  countNames(scan, content);
  scan.line.hasNumber ||= /\d/.test(content);
}

/** Position behind the mark that ends a text; beyond the end of the file when none does. */
function endOfString({ text, at }: Scan, mark: string): number {
  for (let from = at; ; ) {
    const found = text.indexOf(mark, from);
    if (found < 0) return text.length + 1;
    if (!isEscaped(text, found, at)) return found + mark.length;
    from = found + 1;
  }
}

function isEscaped(text: string, index: number, start: number): boolean {
  let backslashes = 0;
  while (index - 1 - backslashes >= start && text.charAt(index - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
