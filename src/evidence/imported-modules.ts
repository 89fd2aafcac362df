import type { Imports } from './imports.ts';
import type { Language } from './language.ts';
import type { Source } from './source.ts';
import type { SyntaxNode } from './syntax.ts';

/** Names of the modules that a file imports, as it spells them: `pkg.part`, `.part`, `../part.ts`; sorted, each once. */
export function importedModules(source: Source): readonly string[] {
  const names = source.language === 'python' ? pythonModules(source.imports) : scriptModules(source);
  return [...new Set(names)].filter((name) => name !== '' && name.length <= LONGEST_NAME).toSorted();
}

/** What is longer is no name of a file. */
const LONGEST_NAME = 300;

/** `from a import b` may import the module `a.b`, so that both names are told. */
function pythonModules({ modules, names }: Imports): readonly string[] {
  return [...modules, ...[...names.values()].flat()];
}

/** Statements of the module itself, and calls wherever they stand. */
const CALLED = /\b(?:require|import)\s*\(/;
const CALLS = { rule: { any: [{ kind: 'call_expression' }, { kind: 'import_require_clause' }] } };

/** `import … from`, `export … from`, `import()`, `require()` and `import … = require()` of a literal. */
function scriptModules({ root, language, text }: Source): readonly string[] {
  const stated = root.children().filter((node) => node.is('import_statement') || node.is('export_statement'));
  const calls = CALLED.test(text) ? root.findAll(callsIn(language)) : [];
  const sources = [...stated, ...calls].map((node) =>
    node.is('call_expression') ? argumentOf(node) : node.field('source'),
  );
  return sources.flatMap((node) => (node === null ? [] : literalOf(node)));
}

/** A query must not name a kind that a grammar does not know. */
function callsIn(language: Language) {
  return language === 'javascript' ? { rule: { kind: 'call_expression' } } : CALLS;
}

function argumentOf(call: SyntaxNode): SyntaxNode | null {
  const called = call.field('function');
  // The text of a long chain of calls is asked of none of its links.
  const isImport = called?.is('import') === true || (called?.is('identifier') === true && called.text() === 'require');
  if (!isImport) return null;
  return call.field('arguments')?.child(1) ?? null;
}

/** The text of a plain string; a template or an expression names no file. */
function literalOf(node: SyntaxNode): readonly string[] {
  return node.is('string') ? [node.text().slice(1, -1)] : [];
}
