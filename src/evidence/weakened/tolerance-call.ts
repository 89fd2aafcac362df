import type { Rule } from '@ast-grep/napi';
import { type NameLookup, numberOf, readNumber } from '../number-value.ts';
import { spellerOf } from '../spelling.ts';
import type { SyntaxNode } from '../syntax.ts';
import { type CallArgument, type ReadCall, readCall } from './call-argument.ts';
import type { TestSide } from './test-pair.ts';

/** A call that compares numbers with a tolerance. */
export interface ToleranceCall {
  /** What is called, the same under every alias. */
  readonly callee: string;
  /** What is compared, as it is written. */
  readonly compared: string;
  /** The function or class it stands in; empty for the module. */
  readonly owner: string;
  /** Line of the called name. */
  readonly line: number;
  /** Position among the calls of its line, from 0. */
  readonly ordinal: number;
  readonly tolerances: readonly Tolerance[];
}

/** One tolerance of a call, given or by default. */
export interface Tolerance {
  readonly name: string;
  /** Null when it is not known. */
  readonly value: number | null;
  /** Digits that must agree: fewer of them are the wider tolerance. */
  readonly isDigits: boolean;
  /** Line of the keyword, of the argument, or of the call where it is given by default. */
  readonly line: number;
  /** Line of the number where a name stands for it, otherwise null. */
  readonly valueLine: number | null;
}

interface Known {
  readonly name: string;
  /** Position among the arguments, null for a keyword only. */
  readonly at: number | null;
  readonly byDefault: number | null;
  readonly isDigits?: boolean;
}

interface Comparison {
  readonly names: readonly string[];
  /** How many arguments are what is compared. */
  readonly compared: number;
  readonly tolerances: readonly Known[];
}

const FRAME = pair(['rtol', 1e-5, null], ['atol', 1e-8, null]);

/** The comparisons that are known, with the defaults that their documentation gives. */
const COMPARISONS: Readonly<Record<string, Comparison>> = {
  approx: {
    names: ['pytest.approx', '_pytest.python_api.approx'],
    compared: 1,
    tolerances: pair(['rel', 1e-6, 1], ['abs', 1e-12, 2]),
  },
  assert_allclose: { ...numpy('assert_allclose'), tolerances: pair(['rtol', 1e-7, 2], ['atol', 0, 3]) },
  assert_almost_equal: { ...numpy('assert_almost_equal'), tolerances: digits('decimal', 7) },
  assert_array_almost_equal: { ...numpy('assert_array_almost_equal'), tolerances: digits('decimal', 6) },
  assert_approx_equal: { ...numpy('assert_approx_equal'), tolerances: digits('significant', 7) },
  isclose: { names: ['math.isclose'], compared: 2, tolerances: pair(['rel_tol', 1e-9, null], ['abs_tol', 0, null]) },
  allclose: {
    names: ['numpy.allclose', 'numpy.isclose'],
    compared: 2,
    tolerances: pair(['rtol', 1e-5, 2], ['atol', 1e-8, 3]),
  },
  assert_frame_equal: { ...pandas('assert_frame_equal'), tolerances: FRAME },
  assert_series_equal: { ...pandas('assert_series_equal'), tolerances: FRAME },
  assert_index_equal: { ...pandas('assert_index_equal'), tolerances: FRAME },
  assert_close: {
    names: ['torch.testing.assert_close', 'torch.testing.assert_allclose', 'torch.allclose', 'torch.isclose'],
    compared: 2,
    tolerances: pair(['rtol', null, null], ['atol', null, null]),
  },
};

/** `assertAlmostEqual`, a method of every test case. */
const ALMOST_EQUAL: Comparison = {
  names: [],
  compared: 2,
  tolerances: [...digits('places', 7), { name: 'delta', at: null, byDefault: null }],
};

type Named = readonly [name: string, byDefault: number | null, at: number | null];

function pair(...named: readonly Named[]): readonly Known[] {
  return named.map(([name, byDefault, at]) => ({ name, at, byDefault }));
}

function digits(name: string, byDefault: number): readonly Known[] {
  return [{ name, at: 2, byDefault, isDigits: true }];
}

function numpy(name: string): Pick<Comparison, 'names' | 'compared'> {
  return { names: [`numpy.testing.${name}`], compared: 2 };
}

function pandas(name: string): Pick<Comparison, 'names' | 'compared'> {
  return { names: [`pandas.testing.${name}`, `pandas._testing.${name}`], compared: 2 };
}

/** Reads the comparisons of one side of a test file, in the order of the text. */
export function toleranceCallsIn(side: TestSide): readonly ToleranceCall[] {
  const { source } = side;
  if (!/approx|close|almost|_equal/i.test(source.text)) return [];
  const speller = spellerOf(source);
  const lookUp = constantsOf(source.root);
  const found = Object.entries(COMPARISONS).flatMap(([callee, comparison]) => {
    const named = speller.named(comparison.names);
    return named === null ? [] : callsOf(source.root, named).map((node) => ({ node, callee, comparison }));
  });
  const methods = callsOf(source.root, METHOD).map((node) => ({ node, callee: 'almost', comparison: ALMOST_EQUAL }));
  const ordinals = new Map<number, number>();
  return [...found, ...methods].map(({ node, callee, comparison }) => {
    const call = readCall(node);
    const { line } = call;
    const ordinal = ordinals.get(line) ?? 0;
    ordinals.set(line, ordinal + 1);
    const owner = side.outline.around(line)?.name ?? '';
    return { callee, owner, line, ordinal, ...readTolerances(call, comparison, lookUp) };
  });
}

const METHOD: Rule = { kind: 'attribute', has: { field: 'attribute', regex: '^assertAlmostEqual$' } };

function callsOf(root: SyntaxNode, called: Rule): readonly SyntaxNode[] {
  return root.findAll({ rule: { kind: 'call', has: { field: 'function', ...called } } });
}

function readTolerances(
  { line, given }: ReadCall,
  { compared, tolerances }: Comparison,
  lookUp: NameLookup,
): Pick<ToleranceCall, 'compared' | 'tolerances'> {
  const unnamed = given.filter(({ keyword }) => keyword === null);
  const isSpread = unnamed.some((argument) => argument.isSpread);
  const shown = unnamed.slice(0, compared).map(({ text }) => text.replaceAll(/\s+/g, ''));
  return {
    compared: shown.join(','),
    tolerances: tolerances.map((known) => {
      const named = given.find(({ keyword }) => keyword === known.name);
      const argument = named ?? (known.at === null || isSpread ? undefined : unnamed[known.at]);
      return { ...readTolerance(known, argument, lookUp), line: argument?.line ?? line };
    }),
  };
}

function readTolerance(
  { name, byDefault, isDigits = false }: Known,
  argument: CallArgument | undefined,
  lookUp: NameLookup,
): Omit<Tolerance, 'line'> {
  const known = { name, isDigits, valueLine: null };
  if (argument === undefined || argument.text === 'None') return { ...known, value: byDefault };
  const written = readNumber(argument.text);
  if (written !== null) return { ...known, value: written };
  const node = argument.value();
  const held = node?.is('identifier') === true ? lookUp(argument.text) : null;
  const valueLine = held === null ? null : held.range().start.line + 1;
  return { ...known, value: node === null ? null : numberOf(node, lookUp), valueLine };
}

/** The values of names that the file assigns once. */
function constantsOf(root: SyntaxNode): NameLookup {
  let values: Map<string, SyntaxNode | null> | undefined;
  return (name) => {
    values ??= readConstants(root);
    return values.get(name) ?? null;
  };
}

function readConstants(root: SyntaxNode): Map<string, SyntaxNode | null> {
  const values = new Map<string, SyntaxNode | null>();
  const assignments = root.findAll({ rule: { kind: 'assignment', has: { field: 'left', kind: 'identifier' } } });
  for (const assignment of assignments) {
    const name = assignment.field('left')?.text() ?? '';
    values.set(name, values.has(name) ? null : assignment.field('right'));
  }
  return values;
}
