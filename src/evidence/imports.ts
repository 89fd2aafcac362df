import type { SyntaxNode } from './syntax.ts';

/** What the imports of a Python file bind, wherever in the file they stand. */
export interface Imports {
  /** Local name to the canonical names it may stand for: `npr` to `numpy.random`; a relative one keeps its dots. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Modules whose every name was imported: `from numpy.random import *`. */
  readonly stars: readonly string[];
  /** Every module that is imported, in part or whole. */
  readonly modules: readonly string[];
}

/** Kinds of the statements that import, in Python. */
export const IMPORT_STATEMENTS = ['import_statement', 'import_from_statement'] as const;

/** Reads what those statements of a file bind. */
export function readImports(statements: readonly SyntaxNode[]): Imports {
  const found: Found = { names: new Map(), stars: [], modules: [] };
  for (const statement of statements) {
    if (statement.is('import_statement')) readImport(statement, found);
    else readFrom(statement, found);
  }
  return found;
}

/** Whether a file imports one of the modules or a part of one: `mlflow.sklearn` is a part of `mlflow`. */
export function importsAnyOf({ modules }: Imports, wanted: readonly string[]): boolean {
  return modules.some((module) => wanted.some((name) => module === name || module.startsWith(`${name}.`)));
}

/** A module path as it is written, without line breaks and blanks in it; empty for nothing. */
export function dottedName(node: SyntaxNode | null): string {
  return (node?.text() ?? '').replaceAll(/\s/g, '');
}

interface Found {
  readonly names: Map<string, string[]>;
  readonly stars: string[];
  readonly modules: string[];
}

/** `import a.b` binds `a`; `import a.b as c` binds `c` to `a.b`. */
function readImport(statement: SyntaxNode, found: Found): void {
  for (const part of statement.fieldChildren('name')) {
    const { module, alias } = readPart(part);
    found.modules.push(module);
    if (alias !== null) bind(found, alias, module);
    else bind(found, firstSegment(module), firstSegment(module));
  }
}

/** `from a import b as c` binds `c` to `a.b`. */
function readFrom(statement: SyntaxNode, found: Found): void {
  const module = dottedName(statement.field('module_name'));
  found.modules.push(module);
  if (statement.children().some((child) => child.is('wildcard_import'))) found.stars.push(module);
  for (const part of statement.fieldChildren('name')) {
    const { module: name, alias } = readPart(part);
    bind(found, alias ?? name, module.endsWith('.') ? `${module}${name}` : `${module}.${name}`);
  }
}

function readPart(part: SyntaxNode): { readonly module: string; readonly alias: string | null } {
  if (!part.is('aliased_import')) return { module: dottedName(part), alias: null };
  return { module: dottedName(part.field('name')), alias: part.field('alias')?.text() ?? null };
}

function firstSegment(module: string): string {
  return module.split('.')[0] ?? module;
}

const NAME = /^[\p{L}\p{Nl}_][\p{L}\p{N}\p{M}\p{Pc}]*$/u;

/** Where the syntax is broken, what the parser takes for a name may be none. */
function bind(found: Found, name: string, canonical: string): void {
  if (!NAME.test(name)) return;
  const known = found.names.get(name) ?? [];
  if (!known.includes(canonical)) found.names.set(name, [...known, canonical]);
}
