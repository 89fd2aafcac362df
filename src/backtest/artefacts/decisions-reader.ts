import { AppError, messageOf } from '../../kernel/app-error.ts';
import { type Bars, closeTimeOf } from '../bars.ts';
import type { Asked } from '../runner/asked.ts';
import type { Decision } from '../runner/replayed-decisions.ts';
import { MOST_EXITS, readEntries, readExit } from '../runner/reply.ts';
import { plainFields } from '../runner/told-decision.ts';
import { askedJson } from './asked-json.ts';
import { LONGEST_DECISION } from './decisions-log.ts';
import { UtcTime } from './utc-time.ts';

const NAME = 'decisions.log';
const LINE_END = 10;

/**
 * Reads `decisions.log` as the engine wrote it over these bars: every line has exactly the spelling that its content has,
 * names a bar that exists, and comes after the one before. Anything else throws `bad-input` with its line. Returns the
 * decisions of each symbol.
 */
export function readDecisionsLog(bytes: Uint8Array, series: readonly Bars[]): readonly (readonly Decision[])[] {
  const reader = new DecisionReader(series);
  const decisions: Decision[][] = series.map(() => []);
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(LINE_END, from);
    if (end === -1) throw wrong(line, 'the file ends inside of the line', 'a line end after every decision');
    if (end - from >= LONGEST_DECISION)
      throw wrong(line, `the line has ${end - from} bytes`, `at most ${LONGEST_DECISION}`);
    const { symbolIndex, ...decision } = reader.read(bytes.subarray(from, end), line);
    decisions[symbolIndex]?.push(decision);
    from = end + 1;
  }
  return decisions;
}

class DecisionReader {
  readonly #series: readonly Bars[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #time = new UtcTime();
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #lastClose = -Infinity;
  #lastPlace = -1;

  constructor(series: readonly Bars[]) {
    this.#series = series;
    this.#places = new Map(series.map(({ symbol }, index) => [symbol, index]));
  }

  read(bytes: Uint8Array, line: number): Decision & { readonly symbolIndex: number } {
    const text = this.#decode(bytes, line);
    const { symbol, bar, asked: given } = fieldsOf(text, line);
    const symbolIndex = typeof symbol === 'string' ? this.#places.get(symbol) : undefined;
    if (symbolIndex === undefined) throw wrong(line, `no data of the symbol ${show(symbol)}`, this.#symbols());
    const bars = this.#series[symbolIndex] as Bars;
    if (!isBar(bar, bars)) throw wrong(line, `${bars.symbol} has no bar ${show(bar)}`, `0 to ${bars.length - 1}`);
    this.#demandOrder({ symbolIndex, close: closeTimeOf(bars, bar) }, line);
    const asked = readGiven(given, line);
    const time = this.#time.text(closeTimeOf(bars, bar));
    const spelled = `{"symbol":${JSON.stringify(symbol)},"bar":${bar},"time":"${time}","asked":${askedJson(asked)}}`;
    if (spelled !== text) throw wrong(line, `the line is not as the engine writes it: ${show(text)}`, show(spelled));
    return { symbolIndex, bar, asked };
  }

  #decode(bytes: Uint8Array, line: number): string {
    try {
      return this.#utf8.decode(bytes);
    } catch {
      throw wrong(line, 'the line is not UTF-8', 'a decision as JSON');
    }
  }

  #demandOrder({ symbolIndex, close }: { readonly symbolIndex: number; readonly close: number }, line: number): void {
    const isLater = close > this.#lastClose || (close === this.#lastClose && symbolIndex > this.#lastPlace);
    if (!isLater) {
      throw wrong(line, 'the decision does not come after the one before', 'ascending closes, and symbols within one');
    }
    this.#lastClose = close;
    this.#lastPlace = symbolIndex;
  }

  #symbols(): string {
    return this.#series.map(({ symbol }) => symbol).join(', ');
  }
}

const FIELDS = ['symbol', 'bar', 'time', 'asked'];

function fieldsOf(text: string, line: number): Readonly<Record<string, unknown>> {
  const value = parse(text, line);
  const isThere = isObject(value) && Object.keys(value).join() === FIELDS.join();
  if (!isThere) throw wrong(line, `the line is no decision: ${show(text)}`, `an object with ${FIELDS.join(', ')}`);
  return value;
}

function parse(text: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(line, `the line is no JSON: ${show(text)}`, 'a decision as JSON');
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBar(bar: unknown, { length }: Bars): bar is number {
  return typeof bar === 'number' && Number.isSafeInteger(bar) && bar >= 0 && bar < length;
}

/** By the same rules by which an answer of a strategy is read. */
function readGiven(given: unknown, line: number): Asked {
  const lists = isObject(given) ? [given.requests, given.exits] : [];
  const [requests, exits] = lists;
  if (!Array.isArray(requests) || !Array.isArray(exits) || requests.length + exits.length === 0)
    throw wrong(line, `nothing was asked for: ${show(JSON.stringify(given))}`, 'lists of requests and of exits');
  if (exits.length > MOST_EXITS) throw wrong(line, `${exits.length} exits were asked for`, `at most ${MOST_EXITS}`);
  try {
    return {
      requests: readEntries(requests.map(plainFields)),
      exits: exits.map((exit) => demandExit(plainFields(exit))),
    };
  } catch (error) {
    throw wrong(line, `what was asked for cannot be read: ${messageOf(error)}`, 'what a strategy may ask for');
  }
}

function demandExit(given: unknown) {
  const exit = readExit(given);
  if (exit === null) throw new Error('an exit is null');
  return exit;
}

const LONGEST_SHOWN = 120;

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function wrong(line: number, what: string, expected: string): AppError {
  return new AppError('bad-input', what, { where: `${NAME}:${line}`, expected });
}
