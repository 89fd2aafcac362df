import type { SyntaxNode } from './syntax.ts';

/** Finds the expression that a name stands for; null when that is not one for sure. */
export type NameLookup = (name: string) => SyntaxNode | null;

/** Names that stand for names that stand for numbers: deeper ones are no constants. */
const DEEPEST = 5;

/**
 * The number that an expression of Python, TypeScript or JavaScript comes down to: a literal, also with underscores or an
 * exponent, behind a sign, in parentheses, in a cast as `Decimal("0.1")`, infinity, arithmetic of such, and a name that is
 * looked up. Null for anything else.
 */
export function numberOf(node: SyntaxNode, lookUp: NameLookup = () => null, depth = 0): number | null {
  const inner = (part: SyntaxNode | null) => (part === null ? null : numberOf(part, lookUp, depth));
  switch (node.kind()) {
    case 'integer':
    case 'float':
    case 'number':
      return readNumber(node.text());
    case 'parenthesized_expression':
      return inner(node.namedChildren().find((child) => !child.is('comment')) ?? null);
    case 'unary_operator':
    case 'unary_expression':
      return signed(node.field('operator')?.text() ?? '', inner(node.field('argument')));
    case 'binary_operator':
    case 'binary_expression':
      return reckon(node.field('operator')?.text() ?? '', inner(node.field('left')), inner(node.field('right')));
    case 'call':
      return castNumber(node);
    case 'attribute':
    case 'member_expression':
      return INFINITE.test(node.text()) ? Number.POSITIVE_INFINITY : null;
    case 'identifier': {
      const held = depth < DEEPEST ? lookUp(node.text()) : null;
      return held === null ? null : numberOf(held, lookUp, depth + 1);
    }
    default:
      return null;
  }
}

const PLAIN = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const OTHER_BASE = /^0(?:x[\da-f]+|o[0-7]+|b[01]+)$/i;
const INFINITE = /^(?:math|np|numpy)\.(?:inf|Inf|infty)$|^Number\.POSITIVE_INFINITY$/;

/** The number that a text writes, with an optional sign; null when it writes none. */
export function readNumber(text: string): number | null {
  const sign = text.startsWith('-') ? -1 : 1;
  const plain = text.replace(/^[+-]/, '').replaceAll('_', '').replace(/n$/, '');
  if (/^\.?inf(?:inity)?$/i.test(plain)) return sign * Number.POSITIVE_INFINITY;
  return PLAIN.test(plain) || OTHER_BASE.test(plain) ? sign * Number(plain) : null;
}

function signed(operator: string, value: number | null): number | null {
  if (value === null) return null;
  if (operator === '-') return -value;
  return operator === '+' ? value : null;
}

function reckon(operator: string, left: number | null, right: number | null): number | null {
  if (left === null || right === null) return null;
  const value = RECKONING[operator]?.(left, right) ?? Number.NaN;
  return Number.isNaN(value) ? null : value;
}

const RECKONING: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '//': (left, right) => Math.floor(left / right),
  '**': (left, right) => left ** right,
};

/** `float("inf")`, `Decimal("0.1")`, `int(3)`. */
function castNumber(call: SyntaxNode): number | null {
  const called = call.field('function');
  const name = (called?.field('attribute') ?? called)?.text() ?? '';
  if (!/^(?:int|float|Decimal|Fraction|float32|float64)$/.test(name)) return null;
  const given = (call.field('arguments')?.namedChildren() ?? []).filter((child) => !child.is('comment'));
  const [first] = given;
  if (first === undefined || given.length > 1) return null;
  return first.is('string') ? readNumber(plainTextOf(first).trim()) : numberOf(first);
}

/** The content of a text literal into which nothing is put; empty for any other. */
export function plainTextOf(text: SyntaxNode): string {
  const parts = text.namedChildren();
  if (parts.some((part) => part.is('interpolation') || part.is('template_substitution'))) return '';
  return parts
    .filter((part) => part.is('string_content') || part.is('string_fragment'))
    .map((part) => part.text())
    .join('');
}
