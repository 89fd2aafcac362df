import type { Setting, TextLine } from './setting.ts';

/** Where a text in brackets stands. */
export interface FlowPlace {
  /** The keys around it. */
  readonly keys: readonly string[];
  /** What begins a comment there. */
  readonly comment: '//' | '#';
}

/** What was read, and how many lines that took. */
export interface FlowReading {
  readonly settings: readonly Setting[];
  readonly lines: number;
}

/** Reads keys and values in brackets, `{"a": {"b": [1, 2]}}`, up to the end of the outermost bracket. */
export function readFlow(lines: readonly TextLine[], place: FlowPlace): FlowReading {
  const walk = startWalk(place);
  let count = 0;
  for (const line of lines) {
    count += 1;
    readLine(walk, line);
    if (walk.open.length === 0) break;
  }
  endWord(walk);
  return { settings: walk.settings, lines: count };
}

/** Reads all lines as the inside of a bracket: a whole text, or a part of one in which brackets need not fit. */
export function readAllFlow(lines: readonly TextLine[], place: FlowPlace): readonly Setting[] {
  const walk = startWalk(place);
  walk.open.push({ key: null });
  for (const line of lines) {
    readLine(walk, line);
    if (walk.open.length === 0) walk.open.push({ key: null });
  }
  endWord(walk);
  return walk.settings;
}

function startWalk(place: FlowPlace): Walk {
  return { settings: [], place, open: [], word: null, inComment: false };
}

interface Word {
  readonly text: string;
  readonly line: number;
}

interface Bracket {
  /** The key that is being given a value, null in a list and between two entries. */
  key: Word | null;
}

interface Walk {
  readonly settings: Setting[];
  readonly place: FlowPlace;
  readonly open: Bracket[];
  /** A text that is a key when a colon follows. */
  word: Word | null;
  inComment: boolean;
}

const TOKENS = /"(?:[^"\\]|\\.)*"?|'(?:[^'\\]|\\.)*'?|\/\/|\/\*|#|[{}[\]:=,]|[^"'{}[\]:=,#/]+|\//g;

function readLine(walk: Walk, { line, text }: TextLine): void {
  for (const [token] of afterComment(walk, text).matchAll(TOKENS)) {
    if (token === walk.place.comment) return;
    if (token === '/*' && walk.place.comment === '//') {
      walk.inComment = true;
      return;
    }
    readToken(walk, token, line);
  }
}

/** A comment over several lines ends with its line; what stands behind its end on that line is read. */
function afterComment(walk: Walk, text: string): string {
  const plain = walk.place.comment === '//' ? text.replace(/\/\*[^*]*\*\//g, '') : text;
  if (!walk.inComment) return plain;
  const end = text.indexOf('*/');
  if (end >= 0) walk.inComment = false;
  return end < 0 ? '' : text.slice(end + 2);
}

function readToken(walk: Walk, token: string, line: number): void {
  switch (token) {
    case '{':
    case '[':
      openBracket(walk, line);
      break;
    case '}':
    case ']':
      endWord(walk);
      walk.open.pop();
      endEntry(walk);
      break;
    case ',':
      endWord(walk);
      endEntry(walk);
      break;
    case ':':
    case '=':
      takeKey(walk);
      break;
    default:
      takeWord(walk, token, line);
  }
}

function openBracket(walk: Walk, line: number): void {
  const key = walk.open.at(-1)?.key ?? null;
  if (key !== null) addSetting(walk, { text: '', line });
  walk.word = null;
  walk.open.push({ key: null });
}

function endEntry({ open }: Walk): void {
  const around = open.at(-1);
  if (around !== undefined) around.key = null;
}

/** The first colon of an entry makes a key of the word in front; a later one belongs to the value. */
function takeKey(walk: Walk): void {
  const around = walk.open.at(-1);
  if (around === undefined || around.key !== null || walk.word === null) return;
  around.key = walk.word;
  walk.word = null;
}

function takeWord(walk: Walk, token: string, line: number): void {
  const text = unquote(token.trim());
  if (token.trim() === '') return;
  walk.word = walk.word === null ? { text, line } : { ...walk.word, text: `${walk.word.text} ${text}` };
}

function endWord(walk: Walk): void {
  if (walk.word !== null) addSetting(walk, walk.word);
  walk.word = null;
}

/** How many keys above a value are told: those nearest to it. */
export const DEEPEST_KEYS = 20;

function addSetting({ settings, place, open }: Walk, value: Word): void {
  const key = open.at(-1)?.key ?? null;
  const inner = open.slice(-DEEPEST_KEYS).flatMap((bracket) => (bracket.key === null ? [] : [bracket.key.text]));
  settings.push({
    keys: [...place.keys, ...inner],
    value: value.text,
    line: key?.line ?? value.line,
    valueLine: value.line,
    isItem: key === null,
  });
}

/** A text without the quotes around it. */
export function unquote(text: string): string {
  const quote = text.charAt(0);
  if (quote !== '"' && quote !== "'") return text;
  return text.endsWith(quote) && text.length > 1 ? text.slice(1, -1) : text.slice(1);
}
