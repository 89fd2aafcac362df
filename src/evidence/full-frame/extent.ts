import { argumentsOf, calledName, keywordArgument, positionalArguments, withoutParentheses } from '../call.ts';
import { between } from '../position.ts';
import type { SyntaxNode } from '../syntax.ts';
import type { Binding, NameValues } from './name-values.ts';

/**
 * How much of a column an expression spans: all of it, a part of its rows (a group, the content of a window, a slice), or
 * a window or grouping object, whose statistics are of its windows and groups.
 */
export type Extent = 'whole' | 'part' | 'windows';

/** Tells the extents of expressions in one function. */
export type Extents = (node: SyntaxNode | null) => Extent;

const WINDOWS = /^(?:rolling|expanding|groupby|ewm|resample|rolling_window|sliding_window_view)$/;
const PARTS = /^(?:head|tail|truncate|get_group|between_time|sample)$/;
/** A function or parameter that says so in its name. */
const SAYS_WINDOW = /roll|window|expanding|group|ewm|resampl|bucket/i;
const WINDOW_PARAMETER = /roll|window|expanding|group|ewm|resampl|bucket|chunk|^(?:w|win|g|grp)$/i;
/** Rows that were chosen for being in the past. */
const CHOSEN_ROWS = /train|past|hist|before|mask|idx|index|valid/i;
/** So many steps from name to name are followed. */
const MOST_STEPS = 200;
const MOST_USES = 100;

/** A place where a function is handed on by its name. */
export interface HandedOn {
  readonly node: SyntaxNode;
  readonly at: number;
}

/** Tells extents, with the meaning of names looked up; `uses` gives the places where a function is handed on by its name. */
export function extentsOf(names: NameValues, uses: (functionName: string) => readonly HandedOn[]): Extents {
  const known = new Map<number, Extent>();
  let steps = 0;
  const tell: Extents = (given) => {
    const node = withoutParentheses(given);
    if (node === null || steps > MOST_STEPS) return 'whole';
    const before = known.get(node.id());
    if (before !== undefined) return before;
    steps += 1;
    const extent = extentOf(node, { tell, names, uses });
    steps -= 1;
    known.set(node.id(), extent);
    return extent;
  };
  return tell;
}

interface Context {
  readonly tell: Extents;
  readonly names: NameValues;
  readonly uses: (functionName: string) => readonly HandedOn[];
}

function extentOf(node: SyntaxNode, context: Context): Extent {
  if (node.is('call')) return extentOfCall(node, context);
  const binding = NAMES.has(String(node.kind())) ? context.names(node) : null;
  if (binding !== null) return extentOfBinding(node.text(), binding, context);
  if (node.is('subscript')) return extentOfSubscript(node, context);
  if (node.is('attribute')) return context.tell(node.field('object'));
  return HOLDERS.has(String(node.kind())) ? widest(node.namedChildren().map(context.tell)) : 'whole';
}

const NAMES: ReadonlySet<string> = new Set(['identifier', 'attribute', 'subscript']);

/** What consists of its children. */
const HOLDERS: ReadonlySet<string> = new Set([
  ...['binary_operator', 'unary_operator', 'conditional_expression', 'boolean_operator', 'expression_list'],
  ...['list', 'tuple', 'dictionary', 'pair', 'list_comprehension', 'dictionary_comprehension', 'named_expression'],
]);

/** One part makes the whole a part of it. */
function widest(extents: readonly Extent[]): Extent {
  return extents.find((extent) => extent === 'windows') ?? extents.find((extent) => extent === 'part') ?? 'whole';
}

function extentOfCall(call: SyntaxNode, { tell }: Context): Extent {
  const name = calledName(call)?.text() ?? '';
  if (WINDOWS.test(name)) return 'windows';
  const object = call.field('function')?.field('object') ?? null;
  const of = tell(object);
  if (of === 'part' || PARTS.test(name)) return 'part';
  if (of === 'windows') return 'whole';
  const given = positionalArguments(call).map(tell);
  if (given.includes('part')) return 'part';
  return SAYS_WINDOW.test(name) ? 'windows' : 'whole';
}

function extentOfBinding(name: string, { how, value, owner }: Binding, context: Context): Extent {
  if (how === 'assigned') return context.tell(value);
  if (how === 'iterated') return runsOverWindows(value, context) ? 'part' : 'whole';
  if (owner.is('lambda')) return extentOfLambda(owner, context);
  return WINDOW_PARAMETER.test(name) ? 'part' : extentOfFunction(owner, owner.field('name'), context);
}

/** `for symbol, group in frame.groupby("symbol")`, also through `list`, `enumerate` and `items`. */
function runsOverWindows(value: SyntaxNode | null, { tell }: Context): boolean {
  const inner =
    value?.is('call') === true ? [value.field('function')?.field('object') ?? null, ...argumentsOf(value)] : [];
  return [value, ...inner].some((node) => node !== null && tell(node) !== 'whole');
}

/** What the argument of a lambda is: what the method that takes it applies it to. */
function extentOfLambda(lambda: SyntaxNode, context: Context): Extent {
  const parent = lambda.parent();
  const isNamed = parent?.is('assignment') === true;
  return isNamed ? extentOfFunction(lambda, parent.field('left'), context) : extentApplied(lambda, context);
}

/** A function that is only ever handed to windows and groups, as far as its name is known, sees parts. */
function extentOfFunction(definition: SyntaxNode, name: SyntaxNode | null, context: Context): Extent {
  const around = definition.ancestors().find((ancestor) => ancestor.is('function_definition'));
  const range = around?.range();
  const within = { after: range?.start.index ?? -1, before: range?.end.index ?? Number.MAX_SAFE_INTEGER };
  const uses = between(context.uses(name?.text() ?? ''), within, ({ at }) => at).slice(0, MOST_USES);
  const extents = uses.map(({ node }) => extentApplied(node, context));
  return extents.length > 0 && extents.every((extent) => extent !== 'whole') ? 'part' : 'whole';
}

function extentApplied(handed: SyntaxNode, { tell }: Context): Extent {
  const call = handed.ancestors().find((ancestor) => ancestor.is('call'));
  const called = call?.field('function') ?? null;
  if (call === undefined || called?.is('attribute') !== true) return 'whole';
  const isByValue = /^(?:map|applymap)$/.test(called.field('attribute')?.text() ?? '');
  const isAcross = isAcrossColumns(keywordArgument(call, ['axis']));
  return isByValue || isAcross || tell(called.field('object')) !== 'whole' ? 'part' : 'whole';
}

/** Whether an axis is that of the columns. */
export function isAcrossColumns(axis: SyntaxNode | null): boolean {
  return axis !== null && /^(?:-?1|["']columns["'])$/.test(axis.text());
}

function extentOfSubscript(node: SyntaxNode, { tell }: Context): Extent {
  const base = tell(node.field('value'));
  if (base !== 'whole') return base;
  const rows = node.fieldChildren('subscript')[0];
  if (rows === undefined) return 'whole';
  if (rows.is('slice')) return rows.namedChildren().length > 0 ? 'part' : 'whole';
  return !rows.is('string') && CHOSEN_ROWS.test(rows.text()) ? 'part' : 'whole';
}
