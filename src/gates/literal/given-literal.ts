import type { Source } from '../../evidence/source.ts';
import type { SyntaxNode } from '../../evidence/syntax.ts';
import { calledDefault } from './called-default.ts';
import { branchesOf, isCast, isOr, literalsIn } from './literal.ts';
import { assignedValue } from './unpacking.ts';

/** A literal number that Python code gives to a hyper-parameter. */
export interface GivenLiteral {
  /** The name as it is written. */
  readonly name: string;
  /** 1-based line of the name. */
  readonly line: number;
  /** 1-based lines on which the number stands. */
  readonly first: number;
  readonly last: number;
  /** The number as it is written. */
  readonly value: string;
}

/** The beginning of the variables of the environment that hold hyper-parameters. */
export const VARIABLE_PREFIX = 'CVN_HPO_';

/**
 * Every literal number that a file gives to one of some words, or to a variable of the environment. The words are those
 * hyper-parameters that stand in the file, each as it is written there.
 */
export function findGivenLiterals(source: Source, words: readonly string[]): readonly GivenLiteral[] {
  const found = new Map<string, GivenLiteral>();
  for (const name of source.root.findAll(nameRule(words))) {
    for (const literal of literalsGivenTo(name, source)) {
      const { start, end } = literal.range();
      const key = `${start.index} ${name.text().toLowerCase()}`;
      const given = describe(name, literal, { first: start.line + 1, last: end.line + 1 });
      if (!found.has(key)) found.set(key, given);
    }
  }
  return [...found.values()];
}

function describe(name: SyntaxNode, literal: SyntaxNode, lines: Pick<GivenLiteral, 'first' | 'last'>): GivenLiteral {
  return { name: name.text(), line: name.range().start.line + 1, value: literal.text(), ...lines };
}

/** What gives a value to a name. */
const GIVERS = [
  'assignment',
  'keyword_argument',
  'default_parameter',
  'typed_default_parameter',
  'named_expression',
  'pair',
  'call',
  'boolean_operator',
  'conditional_expression',
].map((kind) => ({ kind }));
const NUMBERS = [{ kind: 'integer' }, { kind: 'float' }, { kind: 'string_content', regex: '[0-9]' }];
const STATEMENT = { any: [{ kind: 'block' }, { kind: 'module' }] };
const NEAR_A_NUMBER = { any: GIVERS, stopBy: STATEMENT, has: { any: NUMBERS, stopBy: 'end' as const } };

/**
 * A short expression for each file: the engine compiles it anew each time, and many words take it long. A name that
 * nothing around it could give a number is passed over; the engine sees that far sooner than we could.
 */
function nameRule(words: readonly string[]) {
  const regex = `^(?:${[...words, `${VARIABLE_PREFIX}.*`].join('|')})$`;
  return { rule: { any: [{ kind: 'identifier' }, { kind: 'string_content' }], regex, inside: NEAR_A_NUMBER } };
}

function literalsGivenTo(name: SyntaxNode, source: Source): readonly SyntaxNode[] {
  const parent = name.parent();
  if (parent === null) return [];
  if (name.is('string_content')) return givenToKey(name.text(), parent, source);
  const isNamed = parent.field('name')?.id() === name.id();
  if (isNamed && GIVING.some((kind) => parent.is(kind))) {
    const value = parent.field('value');
    return value === null ? [] : literalsIn(value);
  }
  if (!parent.is('attribute')) return givenToTarget(name, false);
  return parent.field('attribute')?.id() === name.id() ? givenToTarget(parent, false) : [];
}

const GIVING = ['keyword_argument', 'default_parameter', 'typed_default_parameter', 'named_expression'];

/** What is given to the text that names an entry, a subscript, or the first argument of a call such as `get`. */
function givenToKey(key: string, text: SyntaxNode, source: Source): readonly SyntaxNode[] {
  const holder = text.parent();
  if (holder === null || !isPlainText(text)) return [];
  const texts = key.startsWith(VARIABLE_PREFIX);
  if (holder.is('pair')) return !texts && holder.field('key')?.id() === text.id() ? valueIn(holder) : [];
  if (holder.is('subscript')) {
    const isKey = holder.fieldChildren('subscript').some((part) => part.id() === text.id());
    return isKey ? (texts ? readElsewhere(holder, true) : givenToTarget(holder, false)) : [];
  }
  const call = calledDefault(text, { source, texts });
  if (call === null) return [];
  return [...(call.value === null ? [] : literalsIn(call.value, texts)), ...readElsewhere(call.call, texts)];
}

function isPlainText(text: SyntaxNode): boolean {
  return text.is('string') && !text.children().some((child) => child.is('interpolation'));
}

function valueIn(pair: SyntaxNode): readonly SyntaxNode[] {
  const value = pair.field('value');
  return value === null ? [] : literalsIn(value);
}

/** A target of an assignment is given its value; a name that is read may have a literal beside it instead of it. */
function givenToTarget(target: SyntaxNode, texts: boolean): readonly SyntaxNode[] {
  const assigned = assignedValue(target);
  if (assigned === 'none') return readElsewhere(target, texts);
  return assigned === null ? [] : literalsIn(assigned, texts);
}

/** The literals that stand in for what is read, as in `config.max_depth or 6` and `depth if depth else 6`. */
function readElsewhere(read: SyntaxNode, texts: boolean): readonly SyntaxNode[] {
  const around = outermost(read);
  const parent = around.parent();
  if (parent === null) return [];
  if (isOr(parent)) {
    if (parent.field('left')?.id() !== around.id()) return readElsewhere(parent, texts);
    const right = parent.field('right');
    return [...(right === null ? [] : literalsIn(right, texts)), ...readElsewhere(parent, texts)];
  }
  if (!parent.is('conditional_expression')) return [];
  const branches = branchesOf(parent);
  if (!branches.some((branch) => branch.id() === around.id())) return [];
  const others = branches.filter((branch) => branch.id() !== around.id());
  return others.flatMap((other) => literalsIn(other, texts));
}

/** What is read, with the parentheses and the casts around it. */
function outermost(read: SyntaxNode): SyntaxNode {
  let around = read;
  for (;;) {
    const parent = around.parent();
    if (parent?.is('parenthesized_expression') === true) around = parent;
    else if (parent?.is('argument_list') === true && isOnlyArgument(parent) && isCastOf(parent)) {
      around = parent.parent() ?? around;
    } else return around;
  }
}

function isOnlyArgument(list: SyntaxNode): boolean {
  return list.namedChildren().filter((child) => !child.is('comment')).length === 1;
}

function isCastOf(list: SyntaxNode): boolean {
  const call = list.parent();
  return call?.is('call') === true && isCast(call);
}
