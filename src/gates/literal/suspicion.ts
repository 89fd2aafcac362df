/**
 * Whether a Python text may give one of some names a number: a name and a number stand in one logical line of it. This is
 * looked at by tokens, before the far dearer tree is made; where tokens alone do not tell, it may. The names are a
 * regular expression over whole words, ignoring case.
 */
export function mayGiveNumber(text: string, names: RegExp): boolean {
  // Python ends a line there, and the reader of the tree has its own words for it.
  if (/\r(?!\n)/.test(text)) return true;
  const scan: Scan = { text, names, at: 0, depth: 0, hasName: false, hasNumber: false, hasCode: false };
  while (scan.at < text.length) {
    if (readToken(scan)) return true;
  }
  return scan.depth !== 0 || isGiven(scan);
}

interface Scan {
  readonly text: string;
  readonly names: RegExp;
  at: number;
  /** Brackets that are open; a line end inside them ends no logical line. */
  depth: number;
  /** What was seen in the logical line so far. */
  hasName: boolean;
  hasNumber: boolean;
  /** Anything but texts; a docstring gives nothing to anyone. */
  hasCode: boolean;
}

function isGiven({ hasName, hasNumber, hasCode }: Scan): boolean {
  return hasName && hasNumber && hasCode;
}

const TOKEN =
  /[ \t\f]+|\\\n|#[^\n]*|\n|[([{]|[)\]}]|[a-z]{0,2}(?:"""|'''|"|')|[\p{L}_][\p{L}\p{N}_]*|\.?\d[\w.]*|./isuy;

/** Reads one token; true as soon as there is reason to look closer. */
function readToken(scan: Scan): boolean {
  TOKEN.lastIndex = scan.at;
  const [token = ''] = TOKEN.exec(scan.text) ?? [];
  scan.at += Math.max(token.length, 1);
  const first = token.charAt(0);
  if (token.endsWith('"') || token.endsWith("'")) return readString(scan, token);
  if (first === '\n') return scan.depth === 0 && endLine(scan);
  if (/^[\s\\#]/.test(first)) return false;
  scan.hasCode = true;
  if ('([{'.includes(first)) scan.depth += 1;
  else if (')]}'.includes(first)) scan.depth -= 1;
  else if (/^\.?\d/.test(token)) scan.hasNumber = true;
  else if (/^[\p{L}_]/u.test(token)) scan.hasName ||= holdsName(scan, token);
  return scan.depth < 0;
}

function endLine(scan: Scan): boolean {
  if (isGiven(scan)) return true;
  scan.hasName = false;
  scan.hasNumber = false;
  scan.hasCode = false;
  return false;
}

function holdsName({ names }: Scan, text: string): boolean {
  names.lastIndex = 0;
  return names.test(text);
}

/** A text may be a key or read as a number; one over lines without a mark for it, or without an end, tells nothing. */
function readString(scan: Scan, opening: string): boolean {
  const mark = /(?:"""|'''|"|')$/.exec(opening)?.[0] ?? '"';
  const end = endOfString(scan, mark);
  const content = scan.text.slice(scan.at, end - mark.length);
  scan.at = end;
  if (mark.length === 1 && /(?<!\\)\n/.test(content)) return true;
  scan.hasName ||= holdsName(scan, content);
  scan.hasNumber ||= /\d/.test(content);
  return end > scan.text.length;
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
