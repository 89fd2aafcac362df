import type { SyntaxNode } from './syntax.ts';

const DEEPEST = 500;
/** Nodes of a deep chain are long texts except near its end, so that short ones need not be looked at. */
const LONG = '(?s)^.{60}';

/**
 * Whether the longer nodes of a tree nest deeper than 500 levels. Rules look along the ancestors and descendants of
 * what they find, so that a tree of one endless chain would take time by the square of its length.
 */
export function isTooDeep(root: SyntaxNode): boolean {
  const ends: number[] = [];
  return root.findAll({ rule: { regex: LONG } }).some((node) => {
    const { start, end } = node.range();
    while ((ends.at(-1) ?? Infinity) <= start.index) ends.pop();
    return ends.push(end.index) > DEEPEST;
  });
}
