import type { Rule } from '@ast-grep/napi';
import type { SyntaxNode } from './syntax.ts';

/** A value that Python code gives to a name. */
export interface Given {
  /** The identifier that is named, or the content of the text that names a column, key or entry. */
  readonly name: SyntaxNode;
  readonly value: SyntaxNode;
  /** The keyword, entry, assignment or parameter; its first line is where the value is given. */
  readonly at: SyntaxNode;
}

/**
 * Every value that is given to a name matching a regular expression: keyword arguments, dict entries, defaults of
 * parameters, and assignments, also typed, chained, unpacked, and to attributes and subscripts. Who can tell a name
 * without the engine says so.
 */
export function findGiven(
  root: SyntaxNode,
  name: string,
  isWanted = (node: SyntaxNode) => node.matches({ rule: namedOneOf(name) }),
): readonly Given[] {
  // The engine compiles a matcher at every question, so that each spelling is asked once.
  const spellings = new Map<string, boolean>();
  const isNamed = (node: SyntaxNode): boolean => {
    const key = `${node.kind()} ${node.text()}`;
    const known = spellings.get(key) ?? isWanted(node);
    spellings.set(key, known);
    return known;
  };
  return root
    .findAll({ rule: { any: GIVING }, utils: { named: namedOneOf(name) } })
    .flatMap(givenBy)
    .filter((given) => isNamed(given.name));
}

function namedOneOf(regex: string): Rule {
  return { any: [{ kind: 'identifier' }, { kind: 'string_content' }], regex };
}

/** The entries of a tuple, list or pattern, without comments; null for a node that is none of them. */
export function itemsOf(node: SyntaxNode): readonly SyntaxNode[] | null {
  if (!LISTS.some((kind) => node.is(kind))) return null;
  return node.namedChildren().filter((child) => !child.is('comment'));
}

const isNamed = { matches: 'named' };

const GIVING: Rule[] = [
  { kind: 'keyword_argument', has: { field: 'name', ...isNamed } },
  { kind: 'pair', has: { field: 'key', any: [isNamed, { has: { stopBy: 'end', ...isNamed } }] } },
  { kind: 'default_parameter', has: { field: 'name', ...isNamed } },
  { kind: 'typed_default_parameter', has: { field: 'name', ...isNamed } },
  { kind: 'named_expression', has: { field: 'name', ...isNamed } },
  { kind: 'assignment', has: { field: 'left', any: [isNamed, { has: { stopBy: 'end', ...isNamed } }] } },
];

function givenBy(at: SyntaxNode): readonly Given[] {
  if (!at.is('assignment')) {
    const target = at.field(at.is('pair') ? 'key' : 'name');
    return target === null ? [] : unpack(target, at.field('value'), at);
  }
  const left = at.field('left');
  return left === null ? [] : unpack(left, lastValue(at), at);
}

/** The value at the end of a chain of assignments: 0 in `a = b = 0`; null for a declaration without value. */
function lastValue(assignment: SyntaxNode): SyntaxNode | null {
  const right = assignment.field('right');
  return right?.is('assignment') === true ? lastValue(right) : right;
}

const LISTS = ['pattern_list', 'tuple_pattern', 'list_pattern', 'expression_list', 'tuple', 'list'];

/** Pairs the targets of an unpacking with its values; what cannot be paired is given to no name. */
function unpack(target: SyntaxNode, value: SyntaxNode | null, at: SyntaxNode): readonly Given[] {
  if (value === null) return [];
  const targets = itemsOf(target);
  if (targets === null) return namesOf(target).map((name) => ({ name, value, at }));
  const values = itemsOf(value);
  if (values === null || values.length !== targets.length) return [];
  return targets.flatMap((inner, index) => unpack(inner, values[index] ?? null, at));
}

/** `fee`, the `fee` of `self.fee` and of `LIMITS.fee`, the text in `config["fee"]` and of `{"fee": …}`. */
function namesOf(target: SyntaxNode): readonly SyntaxNode[] {
  if (target.is('identifier')) return [target];
  if (target.is('attribute')) return [target.field('attribute')].filter((name) => name !== null);
  if (target.is('string')) return target.children().filter((child) => child.is('string_content'));
  return target.is('subscript') ? target.fieldChildren('subscript').flatMap(namesOf) : [];
}
