import { calledName, keywordArgument, positionalArguments, withoutParentheses } from './call.ts';
import { extentsOf, type HandedOn } from './full-frame/extent.ts';
import { indexNameValues, type NameValues } from './full-frame/name-values.ts';
import { isOfWholeColumn, isStatistic } from './full-frame/statistic.ts';
import { firstLine } from './position.ts';
import type { FileScene, Found } from './scene.ts';
import type { Source } from './source.ts';
import type { SyntaxNode } from './syntax.ts';

/**
 * Finds statistics of a whole column by which a feature is normalised: subtracted or divided by, in place or through a
 * name, in a function named `prepare_indicators` or with `feature` in its name. Every row of such a feature knows the
 * mean of rows that come after it.
 */
export function findFullFrameStatistics({ after }: FileScene): readonly Found[] {
  if (after === null || !MAY_HOLD.test(after.text)) return [];
  const outermost = findOutermost(after.root);
  const handedOn = indexHandedOn(after);
  const lines = outermost.flatMap((root) => findInFunction(root, after, handedOn));
  return lines.map((line) => ({ line, side: 'after' }));
}

const MAY_HOLD = /def\s+(?:prepare_indicators|\w*feature)/i;
const FEATURE_FUNCTION = {
  kind: 'function_definition',
  has: { field: 'name', regex: '^prepare_indicators$|(?i:feature)' },
};

/** The functions that make features, without those inside one of them. */
function findOutermost(root: SyntaxNode): readonly SyntaxNode[] {
  let end = -1;
  return root.findAll({ rule: FEATURE_FUNCTION }).filter((one) => {
    const range = one.range();
    if (range.start.index < end) return false;
    end = range.end.index;
    return true;
  });
}

function findInFunction(
  root: SyntaxNode,
  { imports }: Source,
  handedOn: (name: string) => readonly HandedOn[],
): readonly number[] {
  const divisors = findDivisors(root);
  if (divisors.length === 0) return [];
  const names = indexNameValues(root);
  const extents = extentsOf(names, handedOn);
  const found = new Set<number>();
  const search: Search = {
    names,
    seen: new Set(),
    meet: (call) => {
      if (isOfWholeColumn(call, extents, imports)) found.add(firstLine(calledName(call) ?? call));
    },
  };
  for (const divisor of divisors) findStatistics(divisor, search);
  return [...found];
}

const DEFINED = /\bdef\s+(\w+)|\b(\w+)\s*(?::[^=\n]*)?=\s*lambda\b/g;

/** Where a function of the file is an argument by its name; the file is searched at the first question, for all of them. */
function indexHandedOn({ root, text }: Source): (name: string) => readonly HandedOn[] {
  let index: Map<string, HandedOn[]> | undefined;
  const build = () => {
    const names = new Set([...text.matchAll(DEFINED)].map(([, defined, lambda]) => defined ?? lambda));
    const handed = [{ inside: { kind: 'argument_list' } }, { inside: { kind: 'keyword_argument', field: 'value' } }];
    const uses = root.findAll({ rule: { kind: 'identifier', regex: `^(${[...names].join('|')})$`, any: handed } });
    const placed = uses.map((node) => ({ node, at: node.range().start.index }));
    return Map.groupBy(placed, ({ node }) => node.text());
  };
  return (name) => {
    index ??= build();
    return index.get(name) ?? [];
  };
}

const SUBTRACTS = '^(sub|subtract|div|divide|truediv|true_divide|floordiv|floor_divide)$';

/** Every expression that is subtracted or divided by. */
function findDivisors(root: SyntaxNode): readonly SyntaxNode[] {
  const operators = root.findAll({
    rule: { kind: 'binary_operator', has: { field: 'operator', regex: '^(-|/|//)$' } },
  });
  const inPlace = root.findAll({
    rule: { kind: 'augmented_assignment', has: { field: 'operator', regex: '^(-=|/=|//=)$' } },
  });
  const called = { field: 'function', kind: 'attribute', has: { field: 'attribute', regex: SUBTRACTS } };
  const methods = root.findAll({ rule: { kind: 'call', has: called } }).map((call) => {
    const given = positionalArguments(call);
    const isFunction =
      given.length > 1 && /^(?:subtract|(?:true_|floor_)?divide)$/.test(calledName(call)?.text() ?? '');
    return keywordArgument(call, ['other']) ?? given[isFunction ? 1 : 0] ?? null;
  });
  return [...[...operators, ...inPlace].map((node) => node.field('right')), ...methods].filter((node) => node !== null);
}

interface Search {
  readonly names: NameValues;
  readonly seen: Set<number>;
  readonly meet: (statistic: SyntaxNode) => void;
}

/** Meets the statistics whose value goes into an expression, each once; kept on a list, since names lead to names. */
function findStatistics(start: SyntaxNode, search: Search): void {
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const plain = withoutParentheses(node);
    if (plain === null || search.seen.has(plain.id())) continue;
    search.seen.add(plain.id());
    if (plain.is('call') && isStatistic(plain)) search.meet(plain);
    else open.push(...partsOf(plain, search.names));
  }
}

const ARITHMETIC: ReadonlySet<string> = new Set([
  ...['binary_operator', 'unary_operator', 'conditional_expression', 'boolean_operator', 'expression_list'],
  ...['list', 'tuple', 'dictionary', 'list_comprehension', 'dictionary_comprehension'],
]);

/** What an expression takes its value from. */
function partsOf(node: SyntaxNode, names: NameValues): readonly SyntaxNode[] {
  if (node.is('call')) return partsOfCall(node);
  if (node.is('pair') || node.is('named_expression')) return present([node.field('value')]);
  if (ARITHMETIC.has(String(node.kind()))) return node.namedChildren();
  const value = names(node)?.value ?? null;
  if (value !== null) return [value];
  if (node.is('subscript')) return entryOf(node, names);
  return node.is('attribute') ? present([node.field('object')]) : [];
}

/** Functions that hand the number on that they are given. */
const HANDS_ON =
  /^(?:float|abs|max|min|round|maximum|minimum|where|clip|sqrt|nan_to_num|asarray|array|float32|float64|Series)$|safe|guard|floor|nonzero|eps/i;

/** A method's result comes from its object, `close.std().clip(1e-9)`; that of a known function from its arguments. */
function partsOfCall(call: SyntaxNode): readonly SyntaxNode[] {
  const object = call.field('function')?.field('object') ?? null;
  const isMethod = object !== null && !/^(?:np|numpy|math|pd|pandas|self)$/.test(object.text());
  if (isMethod) return [object];
  return HANDS_ON.test(calledName(call)?.text() ?? '') ? positionalArguments(call) : [];
}

/** `stats["mean"]`: the entry of that key where the dictionary is written out, otherwise whatever it is taken from. */
function entryOf(node: SyntaxNode, names: NameValues): readonly SyntaxNode[] {
  const holder = node.field('value');
  const held = holder === null ? null : (names(holder)?.value ?? null);
  if (held?.is('dictionary') !== true) return present([holder]);
  const key = node.fieldChildren('subscript')[0]?.text();
  const entries = held.namedChildren().filter((entry) => entry.is('pair'));
  const exact = entries.filter((entry) => entry.field('key')?.text() === key);
  return exact.length > 0 ? exact : entries;
}

function present(nodes: readonly (SyntaxNode | null)[]): readonly SyntaxNode[] {
  return nodes.filter((node) => node !== null);
}
