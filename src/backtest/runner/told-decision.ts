import { type Asked, NOTHING } from './asked.ts';
import { type MethodNames, readEntries, readExit, refuseManyExits } from './reply.ts';
import { Rubbish } from './rubbish.ts';

/** What a process with a strategy, or a file, says was wanted after a close; nothing of it is believed. */
export interface ToldDecision {
  /** What the question about entries came to: nothing, one request or a list of them. */
  readonly requests?: unknown;
  /** What the questions about open positions came to, those that were answered with something. */
  readonly exits?: unknown;
}

/** Reads a decision by the rules for what a strategy returns, with numbers that JSON lacks; throws Rubbish otherwise. */
export function readDecision({ requests, exits }: ToldDecision, methods: MethodNames): Asked {
  const read = readEntries(plain(requests), methods);
  const closed = listOf(exits, methods).flatMap((exit) => readExit(exit, methods) ?? []);
  return read.length + closed.length === 0 ? NOTHING : { requests: read, exits: closed };
}

function listOf(exits: unknown, methods: MethodNames): readonly unknown[] {
  if (exits === null || exits === undefined) return [];
  if (!Array.isArray(exits)) throw new Rubbish(`the exits of ${methods.exits} are no list`, 'a list of exits');
  refuseManyExits(exits.length, methods);
  return exits;
}

function plain(requests: unknown): unknown {
  return Array.isArray(requests) ? requests.map(plainFields) : plainFields(requests);
}

/** A request with `{"number": "NaN"}` and the like as the numbers that they are. */
export function plainFields(request: unknown): unknown {
  if (typeof request !== 'object' || request === null || Array.isArray(request)) return request;
  const entries = Object.entries(request).map(([name, value]) => [name, numberOf(value)] as const);
  return Object.fromEntries(entries);
}

const SPELLED = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

function numberOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('number' in value)) return value;
  return (typeof value.number === 'string' ? SPELLED.get(value.number) : undefined) ?? value;
}
