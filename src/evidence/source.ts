import { tooDeepLine } from './depth.ts';
import { type Imports, readImports } from './imports.ts';
import { type Language, languageOf } from './language.ts';
import { parseTree, type SyntaxNode } from './syntax.ts';

/** One file that was parsed once, for every rule and every question about its symbols. */
export interface Source {
  readonly kind: 'source';
  readonly path: string;
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
 * characters, an expression nested so deeply that reading it may not end. A text with a syntax error is a source.
 */
export function openSource(path: string, text: string): Source | Unreadable {
  const language = languageOf(path);
  if (language === null) return unreadable('no rule reads this kind of file');
  const reason = tooLarge(text) ?? tooDeep(text, language);
  if (reason !== null) return unreadable(reason);
  const root = parseTree(text, language);
  const errorLine = text.trim() === '' ? null : findError(root, language);
  return { kind: 'source', path, text, language, root, errorLine, imports: readImports(root, language) };
}

/** What the parser skipped; in Python also the empty node that it puts in for what is missing (others have such). */
function findError(root: SyntaxNode, language: Language): number | null {
  const skipped = { kind: 'ERROR' };
  const error = root.find({ rule: language === 'python' ? { any: [skipped, { regex: '^$' }] } : skipped });
  return error === null ? null : error.range().start.line + 1;
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

function tooDeep(text: string, language: Language): string | null {
  const line = language === 'python' ? tooDeepLine(text) : null;
  return line === null ? null : `line ${line}: an expression nests too deeply`;
}
