import { calledName, keywordArgument, positionalArguments } from '../call.ts';
import type { Imports } from '../imports.ts';
import type { SyntaxNode } from '../syntax.ts';
import { type Extents, isAcrossColumns } from './extent.ts';

const IS_STATISTIC = /^(?:mean|std|min|max|quantile)$/;
const LIBRARIES = /^(?:numpy|cupy|statistics|jax\.numpy)$/;

/** Whether a call takes one of the statistics, of whatever: `close.mean()`, `np.mean(close)`. */
export function isStatistic(call: SyntaxNode): boolean {
  const called = call.field('function');
  return called?.is('attribute') === true && IS_STATISTIC.test(called.field('attribute')?.text() ?? '');
}

/** Whether a statistic is of whole columns: not of windows, groups or parts, and not across columns. */
export function isOfWholeColumn(call: SyntaxNode, extents: Extents, imports: Imports): boolean {
  const object = call.field('function')?.field('object') ?? null;
  if (object === null) return false;
  const given = positionalArguments(call);
  const module = object.is('identifier') ? imports.names.get(object.text()) : undefined;
  const isFunction = module !== undefined;
  if (isFunction && !module.some((name) => LIBRARIES.test(name))) return false;
  const axis = keywordArgument(call, ['axis']) ?? given[axisPosition(call, isFunction)] ?? null;
  if (isAcrossColumns(axis)) return false;
  const column = isFunction ? (given[0] ?? null) : object;
  if (column === null || column.is('list') || column.is('tuple') || isIndex(column)) return false;
  return extents(column) === 'whole';
}

/** The first moment of an index is known from its first row on. */
function isIndex(column: SyntaxNode): boolean {
  return column.is('attribute') && column.field('attribute')?.text() === 'index';
}

/** Behind the column of a function and the share of a quantile. */
function axisPosition(call: SyntaxNode, isFunction: boolean): number {
  return (isFunction ? 1 : 0) + (calledName(call)?.text() === 'quantile' ? 1 : 0);
}
