import { dottedName } from './imports.ts';
import { type Declared, readDeclared } from './requirements/declared.ts';
import { isDeclaredBy } from './requirements/distribution.ts';
import { isStandard } from './requirements/standard-library.ts';
import type { FileScene, Found } from './scene.ts';
import type { SyntaxNode } from './syntax.ts';

/**
 * Finds statements of a module itself that import a third-party package which one of the requirement files does not
 * declare. Imports that are conditional, optional or made by a function are left alone, since the module loads without.
 */
export function findUndeclaredImports({ after, surroundings }: FileScene): readonly Found[] {
  if (after === null) return [];
  const imports = after.root.children().flatMap(importOf);
  const foreign = imports.filter(({ modules }) => modules.some((module) => isForeign(module, surroundings.firstParty)));
  if (foreign.length === 0) return [];
  const declared = readDeclared(surroundings.requirements);
  return foreign.flatMap(({ line, modules }) => {
    const module = modules.find(
      (each) => isForeign(each, surroundings.firstParty) && lacking(each, declared).length > 0,
    );
    return module === undefined ? [] : [{ line, side: 'after' as const, message: messageFor(module, declared) }];
  });
}

interface ImportStatement {
  readonly line: number;
  /** The modules that are loaded, and what may be one: `google.cloud.storage` in `from google.cloud import storage`. */
  readonly modules: readonly string[];
}

function importOf(node: SyntaxNode): readonly ImportStatement[] {
  const line = node.range().start.line + 1;
  if (node.is('import_statement')) return [{ line, modules: node.fieldChildren('name').map(nameOf) }];
  if (!node.is('import_from_statement')) return [];
  const module = dottedName(node.field('module_name'));
  if (module.startsWith('.')) return [];
  const names = node.fieldChildren('name').map(nameOf);
  return [{ line, modules: names.length === 0 ? [module] : names.map((name) => `${module}.${name}`) }];
}

function nameOf(part: SyntaxNode): string {
  return dottedName(part.is('aliased_import') ? part.field('name') : part);
}

/** Where the syntax is broken, what stands as a module may be none. */
const NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

function isForeign(module: string, firstParty: readonly string[]): boolean {
  const top = topOf(module);
  return NAME.test(top) && !isStandard(top) && !firstParty.includes(top);
}

function topOf(module: string): string {
  return module.split('.')[0] ?? module;
}

function lacking(module: string, declared: readonly Declared[]): readonly Declared[] {
  return declared.filter(({ names }) => !isDeclaredBy(module, names));
}

function messageFor(module: string, declared: readonly Declared[]): string {
  const paths = lacking(module, declared).map(({ path }) => path);
  return `\`${topOf(module)}\` is imported when the module loads, and ${paths.join(' and ')} ${paths.length === 1 ? 'does' : 'do'} not declare it.`;
}
