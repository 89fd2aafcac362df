import type { SyntaxNode } from '../../evidence/syntax.ts';
import { withoutParentheses } from './literal.ts';

/**
 * The value that an assignment gives to one of its targets, through unpacking and chains; null when the parts cannot be
 * paired or nothing is given, `none` when the node is no target of an assignment.
 */
export function assignedValue(target: SyntaxNode): SyntaxNode | null | 'none' {
  const steps: Step[] = [];
  let inner = target;
  for (let outer = inner.parent(); outer !== null; outer = outer.parent()) {
    if (outer.is('assignment')) {
      return outer.field('left')?.id() === inner.id() ? descend(lastValue(outer), steps) : 'none';
    }
    if (isList(outer)) steps.unshift(stepInto(outer, inner));
    else if (!outer.is('parenthesized_expression') && !outer.is('tuple_pattern')) return 'none';
    inner = outer;
  }
  return 'none';
}

/** Which item of a list of targets it is. */
interface Step {
  readonly index: number;
  readonly count: number;
  /** Place of the target with a star; -1 without one. */
  readonly star: number;
}

const LISTS = ['pattern_list', 'tuple_pattern', 'list_pattern', 'expression_list', 'tuple', 'list'];
const STARS = ['list_splat_pattern', 'list_splat'];

/** Parentheses around one target are none. */
function isList(node: SyntaxNode): boolean {
  if (node.is('tuple_pattern') && !node.children().some((child) => child.is(','))) return false;
  return LISTS.some((kind) => node.is(kind));
}

function itemsOf(list: SyntaxNode): readonly SyntaxNode[] {
  return list.namedChildren().filter((child) => !child.is('comment'));
}

function isStarred(node: SyntaxNode): boolean {
  return STARS.some((kind) => node.is(kind));
}

function stepInto(list: SyntaxNode, item: SyntaxNode): Step {
  const items = itemsOf(list);
  const index = items.findIndex((each) => each.id() === item.id());
  return { index, count: items.length, star: items.findIndex(isStarred) };
}

/** The value at the end of a chain: 6 in `a = b = 6`; null for a declaration without value. */
function lastValue(assignment: SyntaxNode): SyntaxNode | null {
  let value = assignment.field('right');
  while (value?.is('assignment') === true) value = value.field('right');
  return value;
}

function descend(value: SyntaxNode | null, steps: readonly Step[]): SyntaxNode | null {
  let inner = value;
  for (const step of steps) {
    if (inner === null) return null;
    inner = itemFor(step, withoutParentheses(inner));
  }
  return inner;
}

/** Items behind a star are counted from the end, on both sides. */
function itemFor({ index, count, star }: Step, list: SyntaxNode): SyntaxNode | null {
  if (!isList(list) || index === star) return null;
  const items = itemsOf(list);
  const fits = star < 0 ? items.length === count : items.length >= count - 1;
  if (!fits || items.some(isStarred)) return null;
  return (star >= 0 && index > star ? items[items.length - (count - index)] : items[index]) ?? null;
}
