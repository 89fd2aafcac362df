/** A value that a name may have been given. */
export interface Value {
  readonly start: number;
  readonly end: number;
  /** A text in quotation marks, one among the arguments of a call, or bare characters. */
  readonly place: 'quoted' | 'argument' | 'bare';
}

/** How far behind a name its value may begin. */
const REACH = 240;
const literals = /("""|'''|["'`])((?:\\[^\n]|(?!\1)[^\\\n])*)/y;
const escapedLiterals = /\\+(["'])([^"'\\\n]*)/y;
const bareWords = /[A-Za-z0-9+/_.~%!@$^*#-]+={0,2}/y;

/**
 * The texts of an expression that begins at a place: literals up to the end of the statement, also behind `or` and
 * as defaults inside calls, and the bare word that stands first. Keys and other arguments by name are left out.
 */
export function readValues(text: string, from: number): readonly Value[] {
  const escaped = matchAt(escapedLiterals, text, from);
  if (escaped !== null) return [bodyOf(escaped, from, 'quoted')];
  const bare = matchAt(bareWords, text, from);
  const first: readonly Value[] = bare === null ? [] : [{ start: from, end: from + bare[0].length, place: 'bare' }];
  return [...first, ...readLiterals(text, from)];
}

function readLiterals(text: string, from: number): readonly Value[] {
  const values: Value[] = [];
  const limit = Math.min(text.length, from + REACH);
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    const literal = matchAt(literals, text, at);
    if (literal !== null) {
      const value = bodyOf(literal, at, depth === 0 ? 'quoted' : 'argument');
      if (isValue(text, at, value)) values.push(asDefault(text, at, value));
      at = value.end + (literal[1]?.length ?? 1) - 1;
      continue;
    }
    depth += depthChange(text.charAt(at));
    if (depth < 0 || (depth === 0 && endsStatement(text, at, from))) break;
  }
  return values;
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

function endsStatement(text: string, at: number, from: number): boolean {
  const character = text.charAt(at);
  if (character === '\n') return text.slice(from, at).trim() !== '' && !/^\s*(?:or\b|\|\||\?\?|\+)/.test(text.slice(at, at + 40));
  return character === ',' || character === ';' || character === '}';
}

/** Not the key of an entry, not a subscript, not an argument by another name. */
function isValue(text: string, at: number, { end }: Value): boolean {
  if (/^["'`]{1,3}\s*:(?!=)/.test(text.slice(end, end + 20))) return false;
  const before = text.slice(Math.max(0, at - 60), at).replace(/[bruf]{1,2}$/i, '');
  if (/[\w)\]]\[\s*$/.test(before)) return false;
  const argument = /[(,]\s*(\w+)\s*=\s*$/.exec(before)?.[1];
  return argument === undefined || isDefault(argument);
}

function isDefault(argument: string): boolean {
  return /^(?:default|default_value|fallback|value|val|secret|secret_value)$/.test(argument);
}

/** What a look-up falls back to is as much a value as what is assigned: `getenv("TOKEN", "…")`. */
function asDefault(text: string, at: number, value: Value): Value {
  const before = text.slice(Math.max(0, at - 60), at);
  const isFallback = /(?:,\s*|\b(?:default|fallback|value)\s*=\s*)[bruf]{0,2}$/i.test(before) || /\b(?:or|\|\||\?\?)\s*$/.test(before);
  return value.place === 'argument' && isFallback ? { ...value, place: 'quoted' } : value;
}
