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
  const regex = `^(${names.join('|')})$`;
  for (const binding of root.findAll({ rule: { kind: 'identifier', regex, any: BINDINGS } })) {
    const name = binding.text();
    const scope = scopeOf(binding) ?? (!imports.names.has(name) && isAtTop(binding) ? root : null);
    if (scope !== null) rebindings.set(name, (rebindings.get(name) ?? new Map()).set(scope.id(), scope));
  }
  return rebindings;
}

/** Scopes by name, each by its id. */
export type Rebindings = ReadonlyMap<string, ReadonlyMap<number, SyntaxNode>>;

const within = (kind: string, field: string) => ({ inside: { kind, field } });
const inTarget = (kind: string, field: string) => ({
  inside: { any: [{ kind: 'pattern_list' }, { kind: 'tuple_pattern' }], inside: { kind, field } },
});

/** Where an identifier gives a name a new meaning. */
const BINDINGS = [
  { inside: { any: [{ kind: 'parameters' }, { kind: 'lambda_parameters' }, { kind: 'typed_parameter' }] } },
  { inside: { kind: 'list_splat_pattern' } },
  { inside: { kind: 'dictionary_splat_pattern' } },
  { inside: { kind: 'as_pattern_target' } },
  within('default_parameter', 'name'),
  within('typed_default_parameter', 'name'),
  within('named_expression', 'name'),
  within('function_definition', 'name'),
  within('class_definition', 'name'),
  ...['assignment', 'for_statement', 'for_in_clause'].flatMap((kind) => [within(kind, 'left'), inTarget(kind, 'left')]),
];

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
