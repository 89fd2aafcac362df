import { tooDeepLine } from './depth.ts';
import { IMPORT_STATEMENTS, type Imports, readImports } from './imports.ts';
import { type Language, languageOf } from './language.ts';
import { parseTree, type SyntaxNode } from './syntax.ts';

/** One file that was parsed once, for every rule and every question about its symbols. */
export interface Source {
  readonly kind: 'source';
  readonly path: string;
  /** Its text; in Python with names in the plain form that the interpreter compares. */
  readonly text: string;
  readonly language: Language;
  readonly root: SyntaxNode;
  /** Line of the first syntax error, null when the whole text was understood. */
  readonly errorLine: number | null;
  /** What the imports of the file bind; empty for other languages than Python. */
  readonly imports: Imports;
}

/** A file that cannot be read as a tree, and why in a phrase. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: string;
}

const MOST_BYTES = 2 * 1024 * 1024;
const LONGEST_LINE = 100_000;

/**
 * Parses a file in the language of its path. Unreadable: another language, over 2 MB, a line over 100,000
 * characters, an expression nested so deeply that reading it may not end, a text that Python reads as another one than
 * stands there. A text with a syntax error is a source.
 */
export function openSource(path: string, given: string): Source | Unreadable {
  const language = languageOf(path);
  if (language === null) return unreadable('no rule reads this kind of file');
  const reason = tooLarge(given) ?? (language === 'python' ? readOtherwise(given) : null) ?? tooDeep(given, language);
  if (reason !== null) return unreadable(reason);
  const text = language === 'python' ? withPlainNames(given) : given;
  const root = parseTree(text, language);
  const { errors, imports } = language === 'python' ? surveyPython(root) : { errors: findSkipped(root), imports: [] };
  const [error] = text.trim() === '' ? [] : errors;
  const errorLine = error === undefined ? null : error.range().start.line + 1;
  return { kind: 'source', path, text, language, root, errorLine, imports: readImports(imports) };
}

interface Survey {
  readonly errors: readonly SyntaxNode[];
  readonly imports: readonly SyntaxNode[];
}

const SKIPPED = { kind: 'ERROR' };

function findSkipped(root: SyntaxNode): readonly SyntaxNode[] {
  const skipped = root.find({ rule: SKIPPED });
  return skipped === null ? [] : [skipped];
}

/** What the parser skipped, the empty node that it puts in for what is missing, and the imports, all in one pass. */
function surveyPython(root: SyntaxNode): Survey {
  const kinds = IMPORT_STATEMENTS.map((kind) => ({ kind }));
  const marked = root.findAll({ rule: { any: [...kinds, SKIPPED, { regex: '^$' }] } });
  const { imports = [], errors = [] } = Object.groupBy(marked, (node) =>
    IMPORT_STATEMENTS.some((kind) => node.is(kind)) ? 'imports' : 'errors',
  );
  return { imports, errors };
}

function unreadable(reason: string): Unreadable {
  return { kind: 'unreadable', reason };
}

function tooLarge(text: string): string | null {
  if (Buffer.byteLength(text) > MOST_BYTES) return 'the file is over 2 MB';
  let line = 1;
  for (let start = 0; start < text.length; line += 1) {
    const end = text.indexOf('\n', start);
    const next = end < 0 ? text.length : end;
    if (next - start > LONGEST_LINE) return `line ${line} has over 100,000 characters`;
    start = next + 1;
  }
  return null;
}

const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;
const SAME_LETTERS = /^(?:utf-?8|ascii|us-ascii|latin-?1|iso-?8859-\d+|cp125\d)(?:-sig)?$/;

/** Python ends a line at a lone carriage return, and decodes a text as its first two lines say. */
function readOtherwise(text: string): string | null {
  const stray = /\r(?!\n)/.exec(text);
  if (stray !== null) {
    const line = text.slice(0, stray.index).split('\n').length;
    return `line ${line} holds a lone carriage return, which Python takes for the end of a line`;
  }
  const declared = text.split('\n', 2).flatMap((line) => CODING.exec(line)?.[1] ?? [])[0];
  const isOther = declared !== undefined && !SAME_LETTERS.test(declared.toLowerCase().replaceAll('_', '-'));
  return isOther ? `it declares the encoding ${declared.slice(0, 40)}` : null;
}

/** Python compares names by their compatible forms: a full-width letter is the plain one. */
function withPlainNames(text: string): string {
  if (!/\P{ASCII}/u.test(text)) return text;
  const plain = text.normalize('NFKC');
  return plain.split('\n').length === text.split('\n').length ? plain : text;
}

function tooDeep(text: string, language: Language): string | null {
  const line = language === 'python' ? tooDeepLine(text) : null;
  return line === null ? null : `line ${line}: an expression nests too deeply`;
}
