import type { SyntaxNode } from './syntax.ts';

/** Everything between the brackets of a call, without comments. */
export function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const given = call.field('arguments');
  if (given === null) return [];
  // `sum(x for x in y)` has no brackets of its own around the one argument.
  if (given.is('generator_expression')) return [given];
  return given.namedChildren().filter((argument) => !argument.is('comment'));
}

/** The arguments that are given by their position. */
export function positionalArguments(call: SyntaxNode): readonly SyntaxNode[] {
  return argumentsOf(call).filter((argument) => !argument.is('keyword_argument'));
}

/** The value of the keyword argument with one of the names; null when there is none. */
export function keywordArgument(call: SyntaxNode, names: readonly string[]): SyntaxNode | null {
  const found = argumentsOf(call).find(
    (argument) => argument.is('keyword_argument') && names.includes(argument.field('name')?.text() ?? ''),
  );
  return found?.field('value') ?? null;
}

/** The name of the function or method that is called, the last one of a chain; null where a value is called. */
export function calledName(call: SyntaxNode): SyntaxNode | null {
  const called = call.field('function');
  if (called === null) return null;
  if (called.is('attribute')) return called.field('attribute');
  return called.is('identifier') ? called : null;
}

/** An expression without the parentheses around it. */
export function withoutParentheses(node: SyntaxNode | null): SyntaxNode | null {
  if (node === null || !node.is('parenthesized_expression')) return node;
  return withoutParentheses(node.namedChildren().find((child) => !child.is('comment')) ?? null);
}
