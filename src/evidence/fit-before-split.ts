import { argumentsOf, calledName, keywordArgument, positionalArguments, withoutParentheses } from './call.ts';
import { itemsOf } from './given.ts';
import { between, firstLine, isWithin } from './position.ts';
import type { FileScene, Found } from './scene.ts';
import { functionsAround, type Rebindings, scopesThatRebind } from './scope.ts';
import type { Source } from './source.ts';
import type { SyntaxNode } from './syntax.ts';

/**
 * Finds a `fit` or `fit_transform` on data that is split further down in the same function, or in one inside it: what was
 * fitted has seen the part that the split holds back. The data is a name: the argument of `fit`, or the name that receives
 * the result of `fit_transform`, until it is given something else.
 */
export function findFitsBeforeSplit({ after }: FileScene): readonly Found[] {
  if (after === null || !/\bfit(?:_transform)?\s*\(/.test(after.text) || !after.text.includes('split')) return [];
  const splitCalls = findSplitCalls(after);
  const fits = splitCalls.length === 0 ? [] : findFits(after.root, new Set(splitCalls.map((call) => call.id())));
  const fitted = new Set(fits.flatMap(({ data }) => data.map(({ name }) => name)));
  const splits = splitCalls.flatMap(splitData).filter(({ name }) => fitted.has(name));
  const names = new Set(splits.map(({ name }) => name));
  const isSplitLater = followSplits({
    splits,
    rebound: scopesThatRebind([...names], after),
    given: findAssignments(after.root, names),
  });
  return fits.filter((fit) => fit.isSplit || fit.data.some(isSplitLater)).map(({ line }) => ({ line, side: 'after' }));
}

/** A name that stands for data at a place of the text. */
interface DataUse {
  readonly name: string;
  readonly at: number;
  /** Ids of the functions around it, innermost first. */
  readonly functions: readonly number[];
}

function findSplitCalls({ root, imports }: Source): readonly SyntaxNode[] {
  const renamed = [...imports.names].filter(([, targets]) => targets.some((one) => one.endsWith('.train_test_split')));
  const regex = `^(${['train_test_split', ...renamed.map(([name]) => name)].join('|')})$`;
  const called = {
    any: [{ regex }, { kind: 'attribute', has: { field: 'attribute', regex: '^(train_test_)?split$' } }],
  };
  const calls = root.findAll({ rule: { kind: 'call', has: { field: 'function', ...called } } });
  return calls.filter((call) => !splitsText(call));
}

/** `text.split(separator)` cuts no data, as far as the file shows that it is a text which is split. */
function splitsText(call: SyntaxNode): boolean {
  const object = call.field('function')?.field('object') ?? null;
  if (object === null || object.is('string') || object.text() === 're') return object !== null;
  return keywordArgument(call, ['sep', 'maxsplit']) !== null || isTextParameter(object);
}

const TEXT_PARAMETER = /^\s*str\b/;

function isTextParameter(object: SyntaxNode): boolean {
  const parameters = functionsAround(object).flatMap((each) => each.field('parameters')?.namedChildren() ?? []);
  const own = parameters.find(
    (each) => (each.field('name') ?? each.namedChildren()[0] ?? each).text() === object.text(),
  );
  return TEXT_PARAMETER.test(own?.field('type')?.text() ?? '');
}

function splitData(call: SyntaxNode): readonly DataUse[] {
  const values = argumentsOf(call).map((given) => (given.is('keyword_argument') ? given.field('value') : given));
  return usesIn(values, call);
}

function usesIn(values: readonly (SyntaxNode | null)[], call: SyntaxNode): readonly DataUse[] {
  const names = values.map(dataName).filter((name) => name !== null);
  if (names.length === 0) return [];
  const at = (calledName(call) ?? call).range().start.index;
  const functions = functionsAround(call).map((each) => each.id());
  return names.map((name) => ({ name, at, functions }));
}

/** A plain name, or an attribute of the object itself; a part of data is other data. */
function dataName(value: SyntaxNode | null): string | null {
  const plain = withoutParentheses(value);
  if (plain === null) return null;
  const isOwn = plain.is('attribute') && /^(self|cls)\.\w+$/.test(plain.text());
  return plain.is('identifier') || isOwn ? plain.text() : null;
}

interface Fit {
  readonly line: number;
  /** The names that are, from here on, data that the fit has seen. */
  readonly data: readonly DataUse[];
  /** Whether the result goes straight into a split. */
  readonly isSplit: boolean;
}

function findFits(root: SyntaxNode, splitCalls: ReadonlySet<number>): readonly Fit[] {
  const method = { kind: 'attribute', has: { field: 'attribute', regex: '^fit(_transform)?$' } };
  return root.findAll({ rule: { kind: 'call', has: { field: 'function', ...method } } }).map((call) => {
    const name = calledName(call);
    const line = firstLine(name ?? call);
    const isFit = name?.text() === 'fit';
    const seen = isFit
      ? usesIn(
          [positionalArguments(call)[0] ?? keywordArgument(call, DATA_KEYWORDS) ?? keywordArgument(call, ['y'])],
          call,
        )
      : [];
    const { names, isSplit } = isFit && !isTransformed(call) ? { names: [], isSplit: false } : follow(call, splitCalls);
    return { line, isSplit, data: [...seen, ...usesIn(names, call)] };
  });
}

const DATA_KEYWORDS = ['X', 'x', 'data', 'raw_documents'];

/** `scaler.fit(X).transform(X)` is `fit_transform` in two words. */
function isTransformed(call: SyntaxNode): boolean {
  return call.parent()?.field('attribute')?.text() === 'transform';
}

interface Received {
  readonly names: readonly SyntaxNode[];
  readonly isSplit: boolean;
}

/** Where the result of a call goes: the names that receive it, also wrapped in a frame or cast, or a split. */
function follow(call: SyntaxNode, splitCalls: ReadonlySet<number>): Received {
  const names: SyntaxNode[] = [];
  for (const ancestor of call.ancestors()) {
    if (splitCalls.has(ancestor.id())) return { names, isSplit: true };
    if (ancestor.is('assignment')) names.push(...receivers(ancestor.field('left'), ancestor.field('right'), call));
    else if (ancestor.is('named_expression')) names.push(...receivers(ancestor.field('name'), null, call));
    else if (STATEMENTS.some((kind) => ancestor.is(kind))) break;
  }
  return { names, isSplit: false };
}

const STATEMENTS = ['expression_statement', 'return_statement', 'lambda', 'block', 'module'];

/** The targets of an assignment that receive a part of its value, one of several when they can be paired. */
function receivers(target: SyntaxNode | null, value: SyntaxNode | null, part: SyntaxNode): readonly SyntaxNode[] {
  if (target === null) return [];
  const targets = itemsOf(target);
  if (targets === null) return [target];
  const values = value === null ? null : itemsOf(value);
  const index = values?.length === targets.length ? values.findIndex((one) => isWithin(part, one)) : -1;
  return index < 0 ? targets : targets.slice(index, index + 1);
}

interface Assigned {
  readonly name: string;
  readonly at: number;
}

/** Where one of the names is given a value that has nothing to do with the one before, in the order of the text. */
function findAssignments(root: SyntaxNode, names: ReadonlySet<string>): readonly Assigned[] {
  if (names.size === 0) return [];
  const regex = `^(${[...names].join('|')})$`;
  const left = { field: 'left', any: [{ regex }, { has: { regex } }] };
  const nodes = root.findAll({ rule: { any: [{ kind: 'assignment' }, { kind: 'for_statement' }], has: left } });
  return nodes.flatMap((node) => {
    const [target, value] = [node.field('left'), node.field('right')];
    if (target === null || value === null) return [];
    const mentioned = namesIn(value.text());
    const at = node.range().start.index;
    return (itemsOf(target) ?? [target])
      .map((one) => one.text())
      .filter((name) => names.has(name) && !mentioned.has(name))
      .map((name) => ({ name, at }));
  });
}

/** Every name of an expression, and of `self.X.values` also `self.X`. */
function namesIn(text: string): ReadonlySet<string> {
  const paths = [...text.matchAll(/[A-Za-z_]\w*(?:\.\w+)?/g)].map(([path]) => path);
  return new Set(paths.flatMap((path) => [path, path.split('.')[0] ?? path]));
}

interface Meanings {
  readonly splits: readonly DataUse[];
  readonly rebound: Rebindings;
  readonly given: readonly Assigned[];
}

const MODULE = 0;

/** Tells whether data is, under the same name and in the same function, split later, before the name means other data. */
function followSplits({ splits, rebound, given }: Meanings): (fit: DataUse) => boolean {
  const byFunction = Map.groupBy(splits, (split) => `${split.functions[0] ?? MODULE} ${split.name}`);
  const inFunction = new Map<string, DataUse[]>();
  for (const split of splits) {
    for (const id of split.functions) {
      const key = `${id} ${split.name}`;
      inFunction.set(key, inFunction.get(key) ?? []);
      inFunction.get(key)?.push(split);
    }
  }
  const givenByName = Map.groupBy(given, ({ name }) => name);
  return (fit) => {
    const { name, at, functions } = fit;
    const end = between(givenByName.get(name) ?? [], { after: at, before: Number.MAX_SAFE_INTEGER }, position)[0]?.at;
    const range = { after: at, before: end ?? Number.MAX_SAFE_INTEGER };
    const own = functions[0] ?? MODULE;
    const inside = (own === MODULE ? byFunction : inFunction).get(`${own} ${name}`) ?? [];
    return between(inside, range, position).some((split) => {
      const deeper = split.functions.slice(0, split.functions.length - functions.length);
      return !deeper.some((id) => rebound.get(name)?.has(id) === true);
    });
  };
}

function position({ at }: { readonly at: number }): number {
  return at;
}
