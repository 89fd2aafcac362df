import type { Rule } from '@ast-grep/napi';
import type { Source } from './source.ts';
import type { SyntaxNode } from './syntax.ts';

/** Kinds of nodes in which names live of their own. */
const SCOPES = [
  'function_definition',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
];

const FUNCTIONS = [
  'function_definition',
  'lambda',
  'function_declaration',
  'generator_function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
];

/** The functions around a node, innermost first; none at module or class level. */
export function functionsAround(node: SyntaxNode): readonly SyntaxNode[] {
  return node.ancestors().filter((ancestor) => FUNCTIONS.some((kind) => ancestor.is(kind)));
}

/**
 * For each of some names the nodes inside which it is something else than what the file's imports make it: a
 * parameter, a variable, a loop's or comprehension's name. The root of the file is one of them when the name is not
 * imported and is defined at the top; a name that is imported and assigned there is an import with a fallback.
 */
export function scopesThatRebind(names: readonly string[], { root, imports }: Source): Rebindings {
  const rebindings = new Map<string, Map<number, SyntaxNode>>();
  if (names.length === 0) return rebindings;
  const wanted = new Set(names);
  for (const binding of root.findAll(bindingOneOf(names)).flatMap(boundBy)) {
    const name = binding.text();
    if (!wanted.has(name)) continue;
    const scope = scopeOf(binding) ?? (!imports.names.has(name) && isAtTop(binding) ? root : null);
    if (scope !== null) rebindings.set(name, (rebindings.get(name) ?? new Map()).set(scope.id(), scope));
  }
  return rebindings;
}

/** Scopes by name, each by its id. */
export type Rebindings = ReadonlyMap<string, ReadonlyMap<number, SyntaxNode>>;

const HOLDERS = [
  'parameters',
  'lambda_parameters',
  'typed_parameter',
  'list_splat_pattern',
  'dictionary_splat_pattern',
  'as_pattern_target',
];
const NAMED = [
  'default_parameter',
  'typed_default_parameter',
  'named_expression',
  'function_definition',
  'class_definition',
];
const TARGETED = ['assignment', 'for_statement', 'for_in_clause'];
const TARGET_LISTS = ['pattern_list', 'tuple_pattern'];

const oneOf = (kinds: readonly string[]): Rule => ({ any: kinds.map((kind) => ({ kind })) });

/** What gives one of some names a new meaning; asked from above, since the way up from every identifier is long. */
function bindingOneOf(names: readonly string[]): { rule: Rule } {
  const name = { kind: 'identifier', regex: `^(${names.join('|')})$` };
  const target: Rule = { any: [name, { ...oneOf(TARGET_LISTS), has: name }] };
  return {
    rule: {
      any: [
        { ...oneOf(HOLDERS), has: name },
        { ...oneOf(NAMED), has: { field: 'name', ...name } },
        { ...oneOf(TARGETED), has: { field: 'left', ...target } },
      ],
    },
  };
}

/** The identifiers to which a parameter list, definition, assignment or loop gives a meaning. */
function boundBy(holder: SyntaxNode): readonly SyntaxNode[] {
  if (isOneOf(holder, HOLDERS)) return identifiersIn(holder);
  const target = holder.field(isOneOf(holder, NAMED) ? 'name' : 'left');
  if (target === null) return [];
  return target.is('identifier') ? [target] : isOneOf(target, TARGET_LISTS) ? identifiersIn(target) : [];
}

function identifiersIn(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children().filter((child) => child.is('identifier'));
}

function isOneOf(node: SyntaxNode, kinds: readonly string[]): boolean {
  return kinds.some((kind) => node.is(kind));
}

/** A definition's name lives where the definition stands, everything else in the scope around it. */
function scopeOf(binding: SyntaxNode): SyntaxNode | null {
  const parent = binding.parent();
  const isDefinition = parent !== null && (parent.is('function_definition') || parent.is('class_definition'));
  const start = isDefinition ? parent : binding;
  return start.ancestors().find((ancestor) => SCOPES.some((kind) => ancestor.is(kind))) ?? null;
}

function isAtTop(binding: SyntaxNode): boolean {
  return !binding
    .ancestors()
    .slice(1)
    .some((ancestor) => ancestor.is('class_definition'));
}
