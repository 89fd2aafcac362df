/** A value that a name may have been given. */
export interface Value {
  readonly start: number;
  readonly end: number;
  /** A text in quotation marks, one among the arguments of a call, bare characters, or these as the value of a setting. */
  readonly place: 'quoted' | 'argument' | 'bare' | 'setting';
}

/** How far behind a name its value may begin. */
const REACH = 240;
/** No statement gives a name more values than this. */
const MOST = 8;
const literals = /("""|'''|["'`])((?:\\[^\n]|(?!\1)[^\\\n])*)/y;
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
  if (escaped !== null) return [bodyOf(escaped, from, 'quoted')];
  const bare = matchAt(bareWords, text, from);
  const first: readonly Value[] = bare === null ? [] : [{ start: from, end: from + bare[0].length, place: 'bare' }];
  return [...first, ...readLiterals(text, from, forSeveral)];
}

function readLiterals(text: string, from: number, forSeveral: boolean): readonly Value[] {
  const values: Value[] = [];
  const limit = Math.min(text.length, from + REACH);
  let depth = 0;
  for (let at = nextMark(text, from); at < limit && values.length < MOST; at = nextMark(text, at + 1)) {
    const literal = matchAt(literals, text, at);
    if (literal !== null) {
      const before = text.slice(Math.max(from, at - 60), at).replace(/[bruf]{1,2}$/i, '');
      const value = bodyOf(literal, at, depth === 0 || isGiven(before) ? 'quoted' : 'argument');
      if (isValue(before, text.slice(value.end, value.end + 20))) values.push(value);
      at = value.end + (literal[1]?.length ?? 1) - 1;
      continue;
    }
    depth += depthChange(text.charAt(at));
    if (depth < 0 || (depth === 0 && endsStatement(text, at, { from, forSeveral }))) break;
  }
  return values;
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

/** The text between the quotation marks. */
function bodyOf(literal: RegExpExecArray, at: number, place: Value['place']): Value {
  const body = literal[2] ?? '';
  const end = at + literal[0].length;
  return { start: end - body.length, end, place };
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
