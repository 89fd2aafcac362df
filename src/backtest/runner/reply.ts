import type { CancelRequest, OrderRequest } from '../order.ts';
import type { ExitRequest } from '../strategy.ts';
import { refusePromise } from './promise.ts';
import { Rubbish } from './rubbish.ts';

type Kind = 'text' | 'number';

/** The fields that an answer may have. */
type Fields = ReadonlyMap<string, Kind>;

const ORDER_FIELDS: Fields = new Map([
  ['action', 'text'],
  ['symbol', 'text'],
  ['type', 'text'],
  ['volume', 'number'],
  ['risk_fraction', 'number'],
  ['equity_fraction', 'number'],
  ['price', 'number'],
  ['sl', 'number'],
  ['tp', 'number'],
  ['expire_bars', 'number'],
  ['comment', 'text'],
]);
const CANCEL_FIELDS: Fields = new Map([
  ['action', 'text'],
  ['comment', 'text'],
]);
const EXIT_FIELDS: Fields = new Map([
  ['position_id', 'text'],
  ['reason', 'text'],
]);

const ORDER = "{ action: 'BUY', type: 'MARKET', volume: 1 }";
const EXIT = "{ position_id: position.position_id, reason: 'done' }";

/** Most orders and cancellations that one answer may hold. */
const MOST_REQUESTS = 1000;

/** Most exits after one close; a configuration may let any number of positions be open. */
export const MOST_EXITS = 10_000;

/** Letters that are told of the name of a field that there is not. */
const LONGEST_NAME = 64;

/** How a language calls the methods of a strategy. */
export interface MethodNames {
  readonly entries: string;
  readonly exits: string;
}

/** The methods of a strategy in TypeScript. */
export const TYPESCRIPT_METHODS: MethodNames = { entries: 'findEntries', exits: 'findExits' };

/** Reads what `findEntries` returned. What it says about a market is the broker's to judge; here only the shape counts. */
export function readEntries(
  value: unknown,
  { entries }: MethodNames = TYPESCRIPT_METHODS,
): readonly (OrderRequest | CancelRequest)[] {
  if (value === null || value === undefined) return [];
  refusePromise(value, entries);
  if (!Array.isArray(value)) return [readRequest(value, `${entries} returned`)];
  if (value.length > MOST_REQUESTS)
    throw new Rubbish(`${entries} returned ${value.length} orders`, `at most ${MOST_REQUESTS}`);
  return value.map((each, index) => readRequest(each, `${entries} returned at place ${index}`));
}

/** Reads what `findExits` returned. */
export function readExit(value: unknown, { exits }: MethodNames = TYPESCRIPT_METHODS): ExitRequest | null {
  if (value === null || value === undefined) return null;
  refusePromise(value, exits);
  const exit = readFields(value, EXIT_FIELDS, { intro: `${exits} returned`, what: 'an exit', example: EXIT });
  if (typeof exit.position_id !== 'string')
    throw new Rubbish(`${exits} returned an exit without \`position_id\``, 'the id of the position');
  return { position_id: exit.position_id, reason: typeof exit.reason === 'string' ? exit.reason : '' };
}

/** Throws Rubbish where more positions are to be closed at once than one answer may name. */
export function refuseManyExits(count: number, { exits }: MethodNames = TYPESCRIPT_METHODS): void {
  if (count > MOST_EXITS) throw new Rubbish(`${exits} asked for ${count} exits at once`, `at most ${MOST_EXITS}`);
}

function readRequest(value: unknown, intro: string): OrderRequest | CancelRequest {
  const isCancel = typeof value === 'object' && value !== null && 'action' in value && value.action === 'CANCEL';
  if (isCancel)
    return readFields(value, CANCEL_FIELDS, {
      intro,
      what: 'a cancellation',
      example: ORDER,
    }) as unknown as CancelRequest;
  return readFields(value, ORDER_FIELDS, { intro, what: 'an order', example: ORDER }) as unknown as OrderRequest;
}

/** A copy with the known fields only, each of its kind; it cannot change after it was given. */
function readFields(
  value: unknown,
  fields: Fields,
  { intro, what, example }: { readonly intro: string; readonly what: string; readonly example: string },
): Readonly<Record<string, string | number | null>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Rubbish(`${intro} ${nameOf(value)}`, `${what}, such as ${example}, or nothing`);
  }
  const read: Record<string, string | number | null> = {};
  const all = value as Readonly<Record<string, unknown>>;
  for (const field of Object.keys(all)) {
    const kind = fields.get(field);
    if (kind === undefined)
      throw new Rubbish(
        `${intro} ${what} with the unknown field \`${clipName(field)}\``,
        [...fields.keys()].join(', '),
      );
    const given = all[field];
    if (given === undefined) continue;
    if (given !== null && typeof given !== (kind === 'text' ? 'string' : 'number')) {
      throw new Rubbish(`${intro} ${what} whose \`${field}\` is ${nameOf(given)}`, `a ${kind}`);
    }
    read[field] = given as string | number | null;
  }
  return read;
}

/** A stranger's word within our sentence. */
function clipName(name: string): string {
  const shown = name.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u00b7');
  return shown.length > LONGEST_NAME ? `${shown.slice(0, LONGEST_NAME).toWellFormed()}…` : shown;
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'boolean') return `${value}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
