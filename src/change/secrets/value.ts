/** A value that a name may have been given. */
export interface Value {
  readonly start: number;
  readonly end: number;
  /** A text in quotation marks, one among the arguments of a call, bare characters, or these as the value of a setting. */
  readonly place: 'quoted' | 'argument' | 'bare' | 'setting';
  /** The literals behind it that are joined to it: `"…" + "…"`. */
  readonly joined?: readonly { readonly start: number; readonly end: number }[];
}

/** How far behind a name its value may begin. */
const REACH = 240;
/** No statement gives a name more values than this. */
const MOST = 6;
/** Nobody parts a value oftener. */
const MOST_PARTS = 64;
const literals = /("""|'''|["'`])((?:\\[^\n]|(?!\1)[^\\\n])*)/y;
/** Literals in three marks may begin and end on lines of their own; the value is the word between. */
const blocks = /("""|''')\\?[ \t]*\n[ \t]*(?<word>[^\s"'`\\]+)\s*\1/dy;
/** Side by side, with a sign between, or, inside brackets, on the next line. */
const joints =
  /[ \t]*(?<sign>(?:\n[ \t]*)?(?:\+|\.\.?(?=[\s"'`])|&|\\(?=\n)))?[ \t]*(?<lineEnd>\n[ \t]*)?(?:[bruf]{1,2})?(?=["'`])/iy;
const marks = /["'`()[\]{},;\n]/;
const escapedLiterals = /\\+(["'])([^"'\\\n]*)/y;
const bareWords = /[A-Za-z0-9+/_.~%!$^*#-]+={0,2}/y;

/**
 * The texts of an expression that begins at a place: literals up to the end of the statement, also behind `or` and
 * as defaults inside calls, and the bare word that stands first. Keys and other arguments by name are left out. An
 * expression for several names goes on behind its commas.
 */
export function readValues(text: string, from: number, forSeveral = false): readonly Value[] {
  const escaped = matchAt(escapedLiterals, text, from);
  if (escaped !== null) {
    const end = from + escaped[0].length;
    return [{ start: end - (escaped[2] ?? '').length, end, place: 'quoted' }];
  }
  const bare = matchAt(bareWords, text, from);
  const first: readonly Value[] = bare === null ? [] : [{ start: from, end: from + bare[0].length, place: 'bare' }];
  return [...first, ...readLiterals(text, from, forSeveral)];
}

function readLiterals(text: string, from: number, forSeveral: boolean): readonly Value[] {
  const values: Value[] = [];
  const limit = Math.min(text.length, from + REACH);
  let depth = 0;
  for (let at = nextMark(text, from); at < limit && values.length < MOST; at = nextMark(text, at + 1)) {
    const literal = literalAt(text, at);
    if (literal !== null) {
      const before = text.slice(Math.max(from, at - 60), at).replace(/[bruf]{1,2}$/i, '');
      const place = depth === 0 || isGiven(before) ? 'quoted' : 'argument';
      const joined = literalsJoinedTo(text, literal, depth > 0);
      const last = joined.at(-1) ?? literal;
      if (isValue(before, text.slice(last.end, last.end + 20)))
        values.push({ start: literal.start, end: literal.end, place, ...(joined.length > 0 && { joined }) });
      at = last.behind - 1;
      continue;
    }
    depth += depthChange(text.charAt(at));
    if (depth < 0 || (depth === 0 && endsStatement(text, at, { from, forSeveral }))) break;
  }
  return values;
}

interface Literal {
  readonly start: number;
  readonly end: number;
  /** Behind its quotation marks. */
  readonly behind: number;
  readonly closed: boolean;
}

function literalAt(text: string, at: number): Literal | null {
  const block = text.charAt(at) === text.charAt(at + 1) ? matchAt(blocks, text, at) : null;
  const [wordStart, wordEnd] = block?.indices?.groups?.word ?? [];
  if (block !== null && wordStart !== undefined && wordEnd !== undefined)
    return { start: wordStart, end: wordEnd, behind: at + block[0].length, closed: true };
  const literal = matchAt(literals, text, at);
  if (literal === null) return null;
  const { 1: quote = '', 2: body = '' } = literal;
  const end = at + literal[0].length;
  return { start: end - body.length, end, behind: end + quote.length, closed: text.startsWith(quote, end) };
}

/** What a language or an operator puts together with a literal. */
function literalsJoinedTo(text: string, literal: Literal, inBrackets: boolean): readonly Literal[] {
  const joined: Literal[] = [];
  for (let last = literal; last.closed && joined.length < MOST_PARTS; ) {
    const { sign, lineEnd } = matchAt(joints, text, last.behind)?.groups ?? {};
    // Behind a failed match the pattern stands at the beginning of the text.
    const next = joints.lastIndex === 0 ? null : literalAt(text, joints.lastIndex);
    if (next === null || !next.closed || (lineEnd !== undefined && sign === undefined && !inBrackets)) break;
    joined.push(next);
    last = next;
  }
  return joined;
}

/** The next character that begins a literal, opens or closes a bracket, or may end a statement; none is far away. */
function nextMark(text: string, from: number): number {
  const offset = text.slice(from, from + REACH).search(marks);
  return offset === -1 ? text.length : from + offset;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function depthChange(character: string): number {
  if ('([{'.includes(character)) return 1;
  return ')]}'.includes(character) ? -1 : 0;
}

function endsStatement(text: string, at: number, { from, forSeveral }: { from: number; forSeveral: boolean }): boolean {
  const character = text.charAt(at);
  if (character !== '\n') return character === ';' || character === '}' || (character === ',' && !forSeveral);
  return text.slice(from, at).trim() !== '' && !/^\s*(?:or\b|\|\||\?\?|\+)/.test(text.slice(at, at + 40));
}

/** Not the key of an entry, not a subscript, not an argument by another name. */
function isValue(before: string, behind: string): boolean {
  if (before.trim() === '') return true;
  if (/^["'`]{1,3}\s*:(?!=)/.test(behind) || /[\w)\]]\[\s*$/.test(before)) return false;
  const argument = /[(,]\s*(\w+)\s*=\s*$/.exec(before)?.[1];
  return argument === undefined || /^(?:default|default_value|fallback|value|val|secret|secret_value)$/.test(argument);
}

/** What a look-up falls back to, or a type for secrets holds, is as much a value as what is assigned. */
function isGiven(before: string): boolean {
  return /(?:,|\b(?:default|fallback|value)\s*=|\bor\b|\|\||\?\?|\b(?:Secret(?:Str|Bytes)?|str|bytes|b64decode|quote(?:_plus)?)\()\s*$/.test(
    before,
  );
}
