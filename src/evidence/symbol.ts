import type { Place } from '../change/change.ts';
import type { Language } from './language.ts';
import { openSource, type Source } from './source.ts';
import type { SyntaxNode } from './syntax.ts';

/** A text of one side of a changed file, in which symbols are looked up. */
export interface SourceText {
  readonly path: string;
  readonly side: 'before' | 'after';
  readonly text: string;
}

/** Gives the qualified symbol around a line (`Trainer.fit`), null at module level. */
export type SymbolLookup = (line: number) => string | null;

/** A place with the symbol around it, null at module level. */
export interface SymbolPlace extends Place {
  readonly symbol: string | null;
}

/**
 * The function or class around a place in some texts, each read when it is first asked for; null where none is known.
 * What is known of some places need not be read again.
 */
export function symbolsIn(
  sources: readonly SourceText[],
  known: readonly SymbolPlace[] = [],
): (path: string, line: number, side: string) => string | null {
  const lookups = new Map<SourceText, SymbolLookup>();
  const symbols = new Map(known.map(({ path, line, side, symbol }) => [`${side} ${line} ${path}`, symbol]));
  return (path, line, side) => {
    const symbol = symbols.get(`${side} ${line} ${path}`);
    if (symbol !== undefined) return symbol;
    const source = sources.find((one) => one.path === path && one.side === side);
    if (source === undefined) return null;
    const lookup = lookups.get(source) ?? symbolsOf(path, source.text);
    lookups.set(source, lookup);
    return lookup(line);
  };
}

/**
 * Reads the functions and classes of a Python, TypeScript or JavaScript file once, for any number of lines; a
 * decorator belongs to what it decorates. For other files every line is at module level.
 */
export function symbolsOf(path: string, text: string): SymbolLookup {
  const source = openSource(path, text);
  return source.kind === 'unreadable' ? () => null : symbolsAround(source);
}

/** The same of a file that was parsed already. */
export function symbolsAround({ root, language }: Source): SymbolLookup {
  const nodes = root.findAll({ rule: { any: [...KINDS[language], ...DECORATED[language]].map((kind) => ({ kind })) } });
  const decorated = new Map(
    nodes.flatMap((node) => {
      const definition = DECORATED[language].some((kind) => node.is(kind)) ? node.field('definition') : null;
      return definition === null ? [] : [[definition.id(), node] as const];
    }),
  );
  const symbols = nodes
    .flatMap((node) => asSymbol(node, decorated.get(node.id()) ?? node))
    .toSorted((left, right) => left.first - right.first || right.last - left.last);
  return (line) => {
    const around = symbols.filter(({ first, last }) => first <= line && line <= last).map(({ name }) => name);
    return around.length === 0 ? null : around.join('.');
  };
}

interface Definition {
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

const SCRIPT = [
  'function_declaration',
  'generator_function_declaration',
  'class_declaration',
  'method_definition',
  'variable_declarator',
  'pair',
];
const TYPED_SCRIPT = [
  ...SCRIPT,
  'abstract_class_declaration',
  'interface_declaration',
  'enum_declaration',
  'internal_module',
  'public_field_definition',
];
const KINDS: Readonly<Record<Language, readonly string[]>> = {
  python: ['function_definition', 'class_definition'],
  typescript: TYPED_SCRIPT,
  tsx: TYPED_SCRIPT,
  javascript: [...SCRIPT, 'field_definition'],
};
const DECORATED: Readonly<Record<Language, readonly string[]>> = {
  python: ['decorated_definition'],
  typescript: [],
  tsx: [],
  javascript: [],
};
/** These name a function only when their value is one. */
const HOLDERS = ['variable_declarator', 'public_field_definition', 'field_definition', 'pair'];
const FUNCTION_VALUES = ['arrow_function', 'function_expression', 'generator_function', 'class'];

/** A decorator stands above what it decorates, and belongs to it. */
function asSymbol(node: SyntaxNode, whole: SyntaxNode): readonly Definition[] {
  const kind = `${node.kind()}`;
  const value = HOLDERS.includes(kind) ? node.field('value') : null;
  if (HOLDERS.includes(kind) && !FUNCTION_VALUES.includes(`${value?.kind()}`)) return [];
  const name = node.field('name') ?? node.field('property') ?? node.field('key');
  if (name === null) return [];
  return [{ name: name.text(), first: whole.range().start.line + 1, last: lastLineOf(node) }];
}

/** A node that ends with the line break ends on the line before. */
function lastLineOf(node: SyntaxNode): number {
  const { end } = node.range();
  return end.column === 0 ? end.line : end.line + 1;
}
