import type { SyntaxNode } from '../../evidence/syntax.ts';

/** Functions that make a number of a number or of a text that reads as one. */
const CASTS = new Set(['int', 'float', 'complex', 'Decimal', 'Fraction']);
/** The same, and what makes a text of a number, which an environment variable is. */
const CASTS_OF_TEXTS = new Set([...CASTS, 'str']);

const NUMERIC = /^\s*[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d[\d_]*)?j?\s*$/i;

/**
 * The literal numbers that a value comes down to: itself, behind a sign, in parentheses, in a cast as `int("6")`, one
 * side of an `or`, a branch of a condition, the value of a walrus. Arithmetic, calls, names, `None` and booleans are
 * none. With `texts` a text that reads as a number is one too.
 */
export function literalsIn(value: SyntaxNode, texts = false): readonly SyntaxNode[] {
  const bare = withoutParentheses(value);
  if (isNumber(bare, texts)) return [bare];
  if (isOr(bare)) return partsOf(bare, ['left', 'right']).flatMap((part) => literalsIn(part, texts));
  if (bare.is('conditional_expression')) return branchesOf(bare).flatMap((branch) => literalsIn(branch, texts));
  if (bare.is('named_expression')) return partsOf(bare, ['value']).flatMap((part) => literalsIn(part, texts));
  return [];
}

/** An expression without the parentheses around it. */
export function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let bare = node;
  while (bare.is('parenthesized_expression')) {
    const inner = bare.namedChildren().find((child) => !child.is('comment'));
    if (inner === undefined) return bare;
    bare = inner;
  }
  return bare;
}

/** Whether a node is `left or right`. */
export function isOr(node: SyntaxNode): boolean {
  return node.is('boolean_operator') && node.field('operator')?.text() === 'or';
}

/** The two values of `one if condition else other`. */
export function branchesOf(conditional: SyntaxNode): readonly SyntaxNode[] {
  const [one, , other] = conditional.namedChildren().filter((child) => !child.is('comment'));
  return [one, other].filter((branch) => branch !== undefined);
}

/** Whether a call makes a number or a text of its one argument, as `int(value)` does. */
export function isCast(call: SyntaxNode, texts = true): boolean {
  const called = call.field('function');
  const name = called?.is('attribute') === true ? called.field('attribute')?.text() : called?.text();
  return (texts ? CASTS_OF_TEXTS : CASTS).has(name ?? '');
}

function isNumber(node: SyntaxNode, texts: boolean): boolean {
  if (node.is('integer') || node.is('float')) return true;
  if (node.is('string')) return texts && readsAsNumber(node);
  if (node.is('unary_operator')) {
    const argument = node.field('argument');
    return argument !== null && isNumber(withoutParentheses(argument), false);
  }
  if (!node.is('call') || !isCast(node, texts)) return false;
  const [given, ...others] = (node.field('arguments')?.namedChildren() ?? []).filter((child) => !child.is('comment'));
  return given !== undefined && others.length === 0 && isNumber(withoutParentheses(given), true);
}

function readsAsNumber(text: SyntaxNode): boolean {
  const content = text.namedChildren().filter((child) => child.is('string_content'));
  return content.length === 1 && NUMERIC.test(content[0]?.text() ?? '');
}

function partsOf(node: SyntaxNode, fields: readonly string[]): readonly SyntaxNode[] {
  return fields.map((field) => node.field(field)).filter((part) => part !== null);
}
