import type { Source } from './source.ts';
import type { SyntaxNode } from './syntax.ts';

/**
 * The lines of a Python, TypeScript or JavaScript file with comments and docstrings made blank, and without blanks at their
 * end. Each file is read once, however many ask.
 */
export function codeLinesOf(source: Source): readonly string[] {
  const known = remembered.get(source) ?? readCodeLines(source);
  remembered.set(source, known);
  return known;
}

const remembered = new WeakMap<Source, readonly string[]>();

function readCodeLines({ root, text, language }: Source): readonly string[] {
  const prose = language === 'python' ? [{ kind: 'comment' }, DOCSTRING] : [{ kind: 'comment' }];
  const lines = withoutParts(text, root.findAll({ rule: { any: prose } })).split('\n');
  return lines.map((line) => line.trimEnd());
}

const DOCSTRING = { kind: 'string', inside: { kind: 'expression_statement' } };

/** A text with some of its nodes made blank; its lines keep their numbers and its characters their columns. */
export function withoutParts(text: string, nodes: readonly SyntaxNode[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const node of nodes) {
    const { start, end } = node.range();
    if (start.index < at) continue;
    parts.push(text.slice(at, start.index), text.slice(start.index, end.index).replace(/[^\n]/g, ' '));
    at = end.index;
  }
  return [...parts, text.slice(at)].join('');
}
