import { z } from 'zod';
import { Summary } from '../metrics/summary.ts';
import type { CancelReason, RefusalCode } from '../order.ts';

/** What a figure of a summary is at its place; null where it is undefined. */
export type FigureValue = number | string | null;

/** A figure that a golden scenario may expect. */
export interface Figure {
  /** Its dotted name, such as `account.sharpe`. */
  readonly name: string;
  /** The keys that lead to it; the name of a symbol may hold dots. */
  readonly steps: readonly string[];
  readonly kind: 'number' | 'text';
  /** Whether it counts occurrences, so that a summary without it says 0. */
  readonly isCount: boolean;
}

/** The parts of a summary that are results; the rest says what was run. */
const RESULTS = new Set([
  'returns_basis',
  'returns',
  'years',
  'periods_per_year',
  'account',
  'total',
  'symbols',
  'orders',
  'liquidations',
  'honesty',
]);

const REFUSALS: Readonly<Record<RefusalCode, true>> = {
  NOT_AN_ORDER: true,
  UNKNOWN_FIELD: true,
  UNKNOWN_SYMBOL: true,
  INVALID_ACTION: true,
  INVALID_TYPE: true,
  INVALID_VOLUME: true,
  INVALID_SIZE: true,
  INVALID_PRICE: true,
  INVALID_STOPS: true,
  INVALID_EXPIRY: true,
  INVALID_COMMENT: true,
  PRICE_NOT_SUPPORTED: true,
  OFF_TICK: true,
  OFF_LOT: true,
  ORDER_NOT_FOUND: true,
  POSITION_NOT_FOUND: true,
  INSUFFICIENT_MARGIN: true,
  MAX_OPEN_POSITIONS: true,
  MAX_POSITION: true,
  MAX_EXPOSURE: true,
  MAX_ORDERS_PER_DAY: true,
  MIN_NOTIONAL: true,
  BELOW_LOT: true,
  KILL_SWITCH: true,
  EXCHANGE_REJECTED: true,
};

const CANCELLATIONS: Readonly<Record<CancelReason, true>> = {
  END_OF_DATA: true,
  EXPIRED: true,
  KILL_SWITCH: true,
  LIQUIDATION: true,
  PARTIAL_FILL: true,
  REQUESTED: true,
};

type Node = z.core.JSONSchema.BaseSchema;

/** Every figure of the summary of a run over these symbols, by its name, in the order of the summary. */
export function figuresOver(symbols: readonly string[]): ReadonlyMap<string, Figure> {
  const { properties = {} } = z.toJSONSchema(Summary);
  const keysOf = new Map([
    ['symbols', symbols],
    ['orders.rejected', Object.keys(REFUSALS)],
    ['orders.cancelled', Object.keys(CANCELLATIONS)],
  ]);
  const results = Object.entries(properties).filter(([key]) => RESULTS.has(key));
  const figures = results.flatMap(([key, node]) => leaves(node, [key], keysOf));
  return new Map(figures.map((figure) => [figure.name, figure]));
}

/** The value of a figure in a summary: null where it or what holds it is undefined, no value where it is not there. */
export function figureOf(summary: Summary, { steps, kind, isCount }: Figure): FigureValue | undefined {
  let value: unknown = summary;
  for (const step of steps) {
    if (value === null) return null;
    if (typeof value !== 'object' || value === undefined || !Object.hasOwn(value, step)) return isCount ? 0 : undefined;
    value = Object.entries(value).find(([key]) => key === step)?.[1];
  }
  if (value === null) return null;
  if (kind === 'number' && typeof value === 'number') return value;
  return kind === 'text' && typeof value === 'string' ? value : undefined;
}

function leaves(
  schema: z.core.JSONSchema._JSONSchema,
  steps: readonly string[],
  keysOf: ReadonlyMap<string, readonly string[]>,
): readonly Figure[] {
  const node = withoutNull(schema);
  const name = steps.join('.');
  if (node.properties !== undefined) {
    return Object.entries(node.properties).flatMap(([key, child]) => leaves(child, [...steps, key], keysOf));
  }
  const { additionalProperties } = node;
  const keys = keysOf.get(name);
  if (keys !== undefined && additionalProperties !== undefined) {
    return keys.flatMap((key) => leaves(additionalProperties, [...steps, key], keysOf));
  }
  const isCount = keysOf.has(steps.slice(0, -1).join('.')) && steps[0] === 'orders';
  const types: readonly unknown[] = [node.type].flat();
  if (types.includes('number') || types.includes('integer')) return [{ name, steps, kind: 'number', isCount }];
  return types.includes('string') ? [{ name, steps, kind: 'text', isCount: false }] : [];
}

function withoutNull(schema: z.core.JSONSchema._JSONSchema): Node {
  if (typeof schema === 'boolean') return {};
  const choice = schema.anyOf?.find((each) => typeof each === 'object' && each.type !== 'null');
  return typeof choice === 'object' ? choice : schema;
}
