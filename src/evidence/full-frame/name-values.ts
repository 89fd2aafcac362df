import { itemsOf } from '../given.ts';
import { lastUpTo } from '../position.ts';
import type { SyntaxNode } from '../syntax.ts';

/** What a name means from a place on. */
export interface Binding {
  /** `assigned`: it is the value; `iterated`: it runs over the value; `parameter`: of the function or lambda `owner`. */
  readonly how: 'assigned' | 'iterated' | 'parameter';
  readonly value: SyntaxNode | null;
  /** The function, lambda or comprehension in which the name lives. */
  readonly owner: SyntaxNode;
}

/** Gives what a name, attribute or subscript means where it stands; null when nothing in the function tells. */
export type NameValues = (use: SyntaxNode) => Binding | null;

/** Indexes what is bound to names inside a function, so that each use is looked up at once. */
export function indexNameValues(root: SyntaxNode): NameValues {
  const index = new Map<string, PlacedBinding[]>();
  for (const node of root.findAll({ rule: { any: BINDING_KINDS } })) {
    for (const [name, binding] of bindingsOf(node)) {
      const key = keyOf(name, binding.owner);
      const bindings = index.get(key) ?? [];
      bindings.push(binding);
      index.set(key, bindings);
    }
  }
  for (const bindings of index.values()) bindings.sort((left, right) => left.from - right.from);
  return (use) => findBinding(index, use);
}

function keyOf(name: string, owner: SyntaxNode): string {
  return `${owner.id()} ${name}`;
}

interface PlacedBinding extends Binding {
  /** Where the name begins to mean it; a comprehension's from its beginning on. */
  readonly from: number;
}

const BINDING_KINDS = [
  'assignment',
  'named_expression',
  'for_statement',
  'for_in_clause',
  'parameters',
  'lambda_parameters',
].map((kind) => ({ kind }));

const OWNERS = ['function_definition', 'lambda'];
const COMPREHENSIONS = ['list_comprehension', 'set_comprehension', 'dictionary_comprehension', 'generator_expression'];

/** The last binding before the use, in the innermost scope that has one. */
function findBinding(index: ReadonlyMap<string, readonly PlacedBinding[]>, use: SyntaxNode): Binding | null {
  const name = use.text();
  const at = use.range().start.index;
  for (const scope of use.ancestors()) {
    const found = lastUpTo(index.get(keyOf(name, scope)) ?? [], at, ({ from }) => from);
    if (found !== null) return found;
  }
  return null;
}

function bindingsOf(node: SyntaxNode): readonly (readonly [string, PlacedBinding])[] {
  const owner = ownerOf(node);
  if (owner === null) return [];
  if (node.is('parameters') || node.is('lambda_parameters')) {
    const from = owner.range().start.index;
    return node.namedChildren().map((part) => [parameterName(part), { how: 'parameter', value: null, owner, from }]);
  }
  const isClause = node.is('for_in_clause');
  const how = isClause || node.is('for_statement') ? 'iterated' : 'assigned';
  const value = node.field(node.is('named_expression') ? 'value' : 'right');
  const target = node.field(node.is('named_expression') ? 'name' : 'left');
  if (value === null || target === null) return [];
  const from = isClause ? owner.range().start.index : (how === 'iterated' ? value : node).range().end.index;
  return pair(target, value, how).map(([name, held]) => [name, { how, value: held, owner, from }]);
}

function ownerOf(node: SyntaxNode): SyntaxNode | null {
  const kinds = node.is('for_in_clause') ? COMPREHENSIONS : OWNERS;
  return node.ancestors().find((ancestor) => kinds.some((kind) => ancestor.is(kind))) ?? null;
}

function parameterName(part: SyntaxNode): string {
  const name = part.field('name') ?? (part.is('typed_parameter') ? (part.namedChildren()[0] ?? part) : part);
  return name.text().replace(/^\*+/, '');
}

/** Each target with the value that it receives; with the whole value where they cannot be paired. */
function pair(target: SyntaxNode, value: SyntaxNode, how: Binding['how']): readonly (readonly [string, SyntaxNode])[] {
  const targets = itemsOf(target);
  if (targets === null) return [[target.text(), lastValue(value)]];
  const values = how === 'assigned' ? itemsOf(value) : null;
  return targets.flatMap((one, index) =>
    pair(one, (values?.length === targets.length ? values[index] : value) ?? value, how),
  );
}

/** The value at the end of a chain: `x` in `a = b = x`. */
function lastValue(value: SyntaxNode): SyntaxNode {
  const next = value.is('assignment') ? value.field('right') : null;
  return next === null ? value : lastValue(next);
}
