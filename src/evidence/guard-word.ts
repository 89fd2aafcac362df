import { withoutParts } from './code-line.ts';
import type { Language } from './language.ts';
import { settingsIn } from './settings/reading.ts';
import type { TextLine } from './settings/setting.ts';
import type { Source } from './source.ts';
import type { SyntaxNode } from './syntax.ts';

/** One side of a changed file, as far as it could be read. */
export interface GuardedText {
  readonly path: string;
  /** Its lines, or those that a diff shows of it. */
  readonly lines: readonly TextLine[];
  /** Null when it cannot be read as a tree. */
  readonly source: Source | null;
}

/** The names of guards on each line of a text, in small letters; lines without one are left out. */
export type GuardWords = ReadonlyMap<number, ReadonlySet<string>>;

const WORDS = 'stop_loss|sl|kill_switch|killswitch|max_drawdown|circuit_breaker|position_limit';
const WORD = new RegExp(`(?<![\\p{L}\\p{N}])(?:${WORDS})(?![\\p{L}\\p{N}])`, 'giu');
const NAMED = `(?i)(^|[^\\p{L}\\p{N}])(${WORDS})([^\\p{L}\\p{N}]|$)`;

/**
 * Reads the names of guards that a text mentions in its code: names, and texts that are a key or one word. Comments,
 * docstrings and messages are no code. A configuration file is read line by line, its keys and its values of one word.
 */
export function guardWordsIn({ path, lines, source }: GuardedText): GuardWords {
  const words = new Map<number, Set<string>>();
  if (source !== null) readTree(source, words);
  else readSettings(path, lines, words);
  return words;
}

/** The same for code that cannot be read as a tree: every word in front of what may begin a comment. */
export function guardWordsInRaw(lines: readonly TextLine[]): GuardWords {
  const words = new Map<number, Set<string>>();
  for (const { line, text } of lines) addWords(text.replace(/(?:#|\/\/).*$/, ''), line, words);
  return words;
}

/** Whether a line holds the name of a guard at all, in code or not; Python reads letters of full width as plain ones. */
export function mayNameGuard(line: string): boolean {
  return line.normalize('NFKC').search(WORD) >= 0;
}

/** What may hold words that are no code; everything else in a program is code. */
const TEXTS = ['comment', 'string_content'];
const SCRIPT_TEXTS = ['comment', 'string_fragment'];
const KINDS: Readonly<Record<Language, readonly string[]>> = {
  python: TEXTS,
  typescript: SCRIPT_TEXTS,
  javascript: [...SCRIPT_TEXTS, 'jsx_text'],
  tsx: [...SCRIPT_TEXTS, 'jsx_text'],
};

/** Looks only at comments and texts that hold a word: names are many more, and each look into the tree takes its time. */
function readTree({ root, text, language }: Source, words: Map<number, Set<string>>): void {
  if (text.search(WORD) < 0) return;
  const rule = { any: KINDS[language].map((kind) => ({ kind })), regex: NAMED };
  const prose = root.findAll({ rule }).filter((node) => !isCode(node));
  withoutParts(text, prose)
    .split('\n')
    .forEach((line, index) => {
      addWords(line, index + 1, words);
    });
}

function addWords(text: string, line: number, words: Map<number, Set<string>>): void {
  for (const [word] of text.matchAll(WORD)) {
    words.set(line, (words.get(line) ?? new Set()).add(word.toLowerCase().replaceAll('ſ', 's')));
  }
}

const ONE_WORD = /^[\p{L}\p{N}_.:/-]+$/u;

/** A key is code whatever it says; any other text is when it is one word and is not said to anybody. */
function isCode(content: SyntaxNode): boolean {
  if (content.is('comment') || content.is('jsx_text')) return false;
  const text = content.parent();
  if (text === null) return false;
  if (isKey(text)) return true;
  const isWord = text.namedChildren().every((part) => !part.is(content.kind()) || ONE_WORD.test(part.text()));
  return isWord && !isSaid(text);
}

/** Calls whose text is code: `frame.query("low < stop_loss")`. */
const READ_AS_CODE = /^(?:query|eval)$/;

function isKey(text: SyntaxNode): boolean {
  const parent = text.parent();
  if (parent === null) return false;
  if (parent.is('subscript') || parent.is('subscript_expression')) return true;
  if (parent.is('pair')) return parent.field('key')?.id() === text.id();
  return (parent.is('argument_list') || parent.is('arguments')) && READ_AS_CODE.test(calledName(parent.parent()));
}

/** What a message goes through on its way to who reads it. */
const PASSED_ON = [
  'concatenated_string',
  'binary_operator',
  'binary_expression',
  'parenthesized_expression',
  'template_string',
];
const SPEAKING =
  /^(?:debug|info|warn|warning|error|exception|critical|fatal|log|print|echo|fail|skip|xfail|exit|\w*(?:Error|Exception|Warning))$/;

/** Whether a text is a docstring, or goes into a log, an error, or the message of an assertion. */
function isSaid(text: SyntaxNode): boolean {
  let said = text;
  for (;;) {
    const parent = said.parent();
    if (parent === null || parent.is('expression_statement')) return true;
    if (parent.is('assert_statement')) return parent.namedChildren()[0]?.id() !== said.id();
    if (parent.is('argument_list') || parent.is('arguments')) return speaks(parent.parent());
    if (!PASSED_ON.some((kind) => parent.is(kind))) return false;
    said = parent;
  }
}

function speaks(call: SyntaxNode | null): boolean {
  const around = call?.parent();
  const isThrown = around?.is('raise_statement') === true || around?.is('throw_statement') === true;
  return isThrown || SPEAKING.test(calledName(call));
}

function calledName(call: SyntaxNode | null): string {
  const called = call?.field('function') ?? call?.field('constructor') ?? null;
  return (called?.field('attribute') ?? called?.field('property') ?? called)?.text() ?? '';
}

/** A setting counts by its key, and by its value when that is one word. */
function readSettings(path: string, lines: readonly TextLine[], words: Map<number, Set<string>>): void {
  for (const { keys, value, line, valueLine, isItem } of settingsIn(path, lines)) {
    if (!isItem) addWords(keys.at(-1) ?? '', line, words);
    if (ONE_WORD.test(value)) addWords(value, valueLine, words);
  }
}
