import { findGiven } from '../given.ts';
import { numberOf, plainTextOf, readNumber } from '../number-value.ts';
import type { Source } from '../source.ts';
import type { SyntaxNode } from '../syntax.ts';

/** A number that is given to a name. */
export interface GivenNumber {
  /** The name with what it belongs to, outermost first (`limits`, `leverage`); so many of them at least, if there are. */
  readonly keys: (count: number) => readonly string[];
  readonly value: number;
  /** Where that may be said, best first: the line of the name, the line of the number. */
  readonly lines: readonly number[];
}

/** Every number that code gives to a name, in whatever case it is written: a value, a default, one of two choices. */
export function numbersGiven({ root, language }: Source, name: string): readonly GivenNumber[] {
  const regex = `(?i)^${name.replaceAll(/[^\p{L}\p{N}_]/gu, '\\$&')}$`;
  const given = language === 'python' ? pythonValues(root, regex) : scriptValues(root, regex);
  return given.flatMap(({ name: node, value, at }) => {
    const keys = (count: number) => keysOf(node, count);
    return numbersIn(value).map((number) => ({ keys, value: number.value, lines: [lineOf(at), lineOf(number.node)] }));
  });
}

interface GivenValue {
  readonly name: SyntaxNode;
  readonly value: SyntaxNode;
  readonly at: SyntaxNode;
}

/** Also the default of what is looked up: `cfg.get("leverage", 20)`. */
function pythonValues(root: SyntaxNode, regex: string): readonly GivenValue[] {
  const key = { kind: 'string', has: { kind: 'string_content', regex } };
  const called = { field: 'function', any: [{ regex: LOOKUP }, { has: { field: 'attribute', regex: LOOKUP } }] };
  const all = [{ has: called }, { has: { field: 'arguments', has: key } }];
  const lookups = root.findAll({ rule: { kind: 'call', all } }).flatMap((call) => {
    const [first, second] = argumentsOf(call);
    return first?.is('string') === true && second !== undefined ? [{ name: first, value: second, at: first }] : [];
  });
  return [...findGiven(root, regex), ...lookups];
}

const LOOKUP = '^(get|getenv|setdefault|pop|getattr|setattr)$';

function argumentsOf(call: SyntaxNode): readonly SyntaxNode[] {
  const given = (call.field('arguments')?.namedChildren() ?? []).filter((child) => !child.is('comment'));
  const called = call.field('function')?.text() ?? '';
  return /^[gs]etattr$/.test(called) ? given.slice(1) : given;
}

const SCRIPT_NAMES = [
  'property_identifier',
  'identifier',
  'private_property_identifier',
  'shorthand_property_identifier_pattern',
  'string_fragment',
];
/** Where a name is given a value, with the fields of both; the grammars call them by different words. */
const FIELDS: Readonly<Record<string, readonly [name: string, value: string]>> = {
  variable_declarator: ['name', 'value'],
  pair: ['key', 'value'],
  public_field_definition: ['name', 'value'],
  field_definition: ['property', 'value'],
  required_parameter: ['pattern', 'value'],
  assignment_expression: ['left', 'right'],
  assignment_pattern: ['left', 'right'],
  object_assignment_pattern: ['left', 'right'],
  enum_assignment: ['name', 'value'],
};

function scriptValues(root: SyntaxNode, regex: string): readonly GivenValue[] {
  const names = root.findAll({ rule: { any: SCRIPT_NAMES.map((kind) => ({ kind })), regex } });
  return names.flatMap((name) => {
    const target = targetOf(name);
    const at = target.parent();
    const [nameField, valueField] = FIELDS[at?.kind() ?? ''] ?? [];
    if (at === null || nameField === undefined || valueField === undefined) return [];
    const value = at.field(valueField);
    const isNamed = at.field(nameField)?.id() === target.id();
    return isNamed && value !== null ? [{ name, value, at: name }] : [];
  });
}

/** `limits.leverage` for `leverage`, `limits["leverage"]` and `"leverage"` for its text. */
function targetOf(name: SyntaxNode): SyntaxNode {
  const text = name.is('string_fragment') ? (name.parent() ?? name) : name;
  const holder = text.parent();
  return holder?.is('member_expression') === true || holder?.is('subscript_expression') === true ? holder : text;
}

interface NumberNode {
  readonly value: number;
  readonly node: SyntaxNode;
}

const CHOICES = ['boolean_operator', 'conditional_expression', 'ternary_expression'];

/** The numbers that a value may be: itself, each choice, what a field is made with, a text that is a number. */
function numbersIn(value: SyntaxNode): readonly NumberNode[] {
  const number = value.is('string') ? readNumber(plainTextOf(value).trim()) : numberOf(value);
  if (number !== null) return [{ value: number, node: value }];
  const isChoice =
    CHOICES.some((kind) => value.is(kind)) || /^(?:\|\||\?\?)$/.test(value.field('operator')?.text() ?? '');
  if (isChoice || value.is('parenthesized_expression')) return value.namedChildren().flatMap(numbersIn);
  if (!value.is('call') || !/(?:^|\.)[Ff]ield$/.test(value.field('function')?.text() ?? '')) return [];
  const [first] = value.field('arguments')?.namedChildren() ?? [];
  const given = first?.is('keyword_argument') === true ? defaultOf(value) : (first ?? null);
  return given === null ? [] : numbersIn(given);
}

function defaultOf(call: SyntaxNode): SyntaxNode | null {
  const given = call.field('arguments')?.namedChildren() ?? [];
  return given.find((argument) => argument.field('name')?.text() === 'default')?.field('value') ?? null;
}

/** What a name is written with, and the keys, classes and calls around it that have a name, as far as they are asked for. */
function keysOf(name: SyntaxNode, count: number): readonly string[] {
  let own = name;
  let at = name.parent();
  for (; at !== null && CHAINS.includes(String(at.kind())); at = at.parent()) own = at;
  const keys = [...partsOf(own)];
  for (; at !== null && keys.length < count; at = at.parent()) keys.unshift(...partsOf(namedBy(at, own)));
  return keys;
}

const CHAINS = ['string', 'attribute', 'subscript', 'member_expression', 'subscript_expression'];
const NAMING_FIELDS = ['key', 'name', 'left', 'property', 'function'];

/** The part of a node that names what stands in it; null for the name itself. */
function namedBy(node: SyntaxNode, own: SyntaxNode): SyntaxNode | null {
  const named = NAMING_FIELDS.map((field) => node.field(field)).find((part) => part !== null) ?? null;
  return named?.id() === own.id() ? null : named;
}

function partsOf(node: SyntaxNode | null): readonly string[] {
  return node === null ? [] : (node.text().match(/[\p{L}\p{N}_-]+/gu) ?? []);
}

function lineOf(node: SyntaxNode): number {
  return node.range().start.line + 1;
}
