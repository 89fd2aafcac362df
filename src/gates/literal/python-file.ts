import { addedLines, type ChangedFile } from '../../change/change.ts';
import { openSource } from '../../evidence/source.ts';
import { readAllowances } from './allow-comment.ts';
import { findGivenLiterals, type GivenLiteral, VARIABLE_PREFIX } from './given-literal.ts';
import { type Suspicion, suspect } from './suspicion.ts';

/** What was found in the added lines of a Python file. */
export interface PythonReading {
  readonly path: string;
  /** One for each name and line. */
  readonly literals: readonly GivenLiteral[];
  /** Reasons of allow comments by line. */
  readonly allowances: ReadonlyMap<number, string>;
  /** Why not all of it could be read, with the line where that is known; null when it could. */
  readonly unread: { readonly why: string; readonly line: number | null } | null;
}

/** Reads a changed Python file; null when no line was added to it, or no statement of it could set one of the names. */
export function readPython(file: ChangedFile, names: NameList): PythonReading | null {
  const nothing = { path: file.path, literals: [], allowances: new Map() };
  if (file.unreadable !== null) return { ...nothing, unread: { why: file.unreadable, line: null } };
  if (file.binary) return { ...nothing, unread: { why: 'it is binary', line: null } };
  const added = addedLines(file);
  if (added.size === 0) return null;
  if (file.after === null) return { ...nothing, unread: { why: 'its text is not known', line: null } };
  const suspicion = names.suspicionIn(file.after);
  if (suspicion === 'crowded') return { ...nothing, unread: { why: CROWDED, line: null } };
  if (suspicion === 'none' && !declaresEncoding(file.after)) return null;
  const source = openSource(asPython(file.path), file.after);
  if (source.kind === 'unreadable') return { ...nothing, unread: { why: source.reason, line: null } };
  const { errorLine } = source;
  return {
    path: file.path,
    literals: inLines(findGivenLiterals(source, names.wordsIn(source.text)), added),
    allowances: readAllowances(source),
    unread: errorLine === null ? null : { why: 'it has a syntax error', line: errorLine },
  };
}

const CROWDED = 'one statement names hyper-parameters so often that reading it may not end';

/** The names of hyper-parameters. */
export interface NameList {
  /** Those that stand in a text as words, each as it is written there; also the beginning of a variable's name. */
  readonly wordsIn: (text: string) => readonly string[];
  /** Whether one of them may be given a number in a text; told without a tree. */
  readonly suspicionIn: (text: string) => Suspicion;
}

/** Prepares the names for many files. */
export function nameList(names: readonly string[]): NameList {
  const words = new RegExp(`\\b(?:${names.join('|')})\\b|\\b${VARIABLE_PREFIX}`, 'gi');
  const plain = (text: string) => (isPlain(text) ? text : text.normalize('NFKC'));
  const wordsIn = (text: string) => [...new Set(plain(text).match(words))];
  return { wordsIn, suspicionIn: (text) => (wordsIn(text).length === 0 ? 'none' : suspect(plain(text), words)) };
}

function isPlain(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}

/** In another encoding any word may be spelt otherwise; whether it is another one is looked at when it is opened. */
function declaresEncoding(text: string): boolean {
  return text.split('\n', 2).some((line) => /coding[:=]/.test(line));
}

function asPython(path: string): string {
  return path.replace(/\.(?:pyi|pyw)$/i, '.py');
}

/** A literal counts when its name's line was added, or one of its own; the first of a name on a line stands for all. */
function inLines(literals: readonly GivenLiteral[], added: ReadonlySet<number>): readonly GivenLiteral[] {
  const found = new Map<string, GivenLiteral>();
  for (const literal of literals) {
    const { line, first, last, name } = literal;
    const key = `${line} ${name.toLowerCase()}`;
    if (!found.has(key) && [line, first, last].some((each) => added.has(each))) found.set(key, literal);
  }
  return [...found.values()].toSorted((left, right) => left.line - right.line);
}
