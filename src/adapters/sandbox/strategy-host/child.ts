/**
 * The process of one strategy: it loads the file, and from then on only reads an order, obeys it and writes the answer,
 * so that no timer and no promise of the strategy ever has its turn. What it knows of the market has come over the
 * descriptor of the orders. It ends with the program that started it.
 */
import type { Bars } from '../../../backtest/bars.ts';
import { GrowingDesks, type GrowingOptions } from '../../../backtest/proofs/growing-desks.ts';
import { GrownBars } from '../../../backtest/proofs/grown-bars.ts';
import type { Change, Growth, Step, WholeSymbol } from '../../../backtest/proofs/growth.ts';
import { runWhole } from '../../../backtest/proofs/whole-run.ts';
import type { RunConfig } from '../../../backtest/run-config.ts';
import { AppError, isAppError, messageOf } from '../../../kernel/app-error.ts';
import type { StrategyOrder } from '../../../ports/growing-strategy.ts';
import { endWithParent } from '../parent-watch.ts';
import { loadStrategy } from '../strategy-file.ts';
import { receiveFrame, sendFrame } from './descriptor.ts';
import { ANSWERS_OUT, ORDERS_IN, PROTOCOL, writeFrame } from './frame.ts';
import type { Answer, ChangeWords, Order, SymbolWords } from './message.ts';
import { NUMBERS_A_BAR, unpackBars } from './packing.ts';

/** An answer and the numbers beside its words. */
interface Told {
  readonly answer: Answer;
  readonly numbers?: readonly Float64Array[];
}

interface Open {
  readonly options: GrowingOptions;
  readonly desks: GrowingDesks;
  /** Bars that wait for their step, by symbol. */
  held: GrownBars[];
}

endWithParent();

let open: Open | null = null;

for (let frame = receiveFrame(ORDERS_IN); frame !== null; frame = receiveFrame(ORDERS_IN)) {
  const order = frame.words as Order;
  const told = order.kind === 'open' ? await answerOf(() => begin(order)) : answerTo(order, frame.numbers);
  sendFrame(ANSWERS_OUT, writeFrame(frame.sequence, told.answer, joined(told.numbers ?? [])));
}
process.exit();

async function answerOf(work: () => Promise<Told>): Promise<Told> {
  try {
    return await work();
  } catch (error) {
    return { answer: refusalOf(error) };
  }
}

function answerTo(order: Exclude<Order, { kind: 'open' }>, numbers: Float64Array): Told {
  try {
    if (open === null) throw new AppError('broken', 'an order came before a strategy was opened');
    return obey(order, numbers, open);
  } catch (error) {
    return { answer: refusalOf(error) };
  }
}

function refusalOf(error: unknown): Answer {
  if (!isAppError(error)) return { kind: 'refused', what: messageOf(error) };
  const { where, expected, advice } = error.facts;
  return { kind: 'refused', what: error.message, where, expected, advice };
}

async function begin({ protocol, order }: { readonly protocol: number; readonly order: StrategyOrder }): Promise<Told> {
  if (protocol !== PROTOCOL) throw new AppError('broken', `protocol ${protocol} is not spoken here, but ${PROTOCOL}`);
  const strategy = await loadStrategy(order.strategy);
  const options = { strategy, params: order.params, seed: order.seed, symbols: order.symbols };
  const desks = new GrowingDesks(options);
  open = { options, desks, held: emptyBars(options) };
  return { answer: { kind: 'opened', protocol: PROTOCOL, traits: [...desks.traits] } };
}

function obey(order: Exclude<Order, { kind: 'open' }>, numbers: Float64Array, here: Open): Told {
  switch (order.kind) {
    case 'bars':
      here.held[order.symbol]?.add(unpackBars(numbers, symbolOf(here, order.symbol)));
      return { answer: { kind: 'noted' } };
    case 'grow':
      return tellGrowth(here.desks.advance({ kind: 'grow', symbols: oneBarEach(order.symbols, numbers, here) }));
    case 'anew':
      return tellGrowth(
        here.desks.advance({ kind: 'anew', symbols: heldBars(order.symbols, here), noise: order.noise }),
      );
    case 'whole':
      return tellWhole(runHeld(order.config, here));
    default:
      return order satisfies never;
  }
}

function oneBarEach(words: readonly SymbolWords[], numbers: Float64Array, here: Open): Step['symbols'] {
  return words.map(({ symbol, positions }, place) => {
    const own = numbers.subarray(place * NUMBERS_A_BAR, (place + 1) * NUMBERS_A_BAR);
    return { symbol, positions, bars: unpackBars(own, symbolOf(here, symbol)) };
  });
}

function heldBars(words: readonly SymbolWords[], here: Open): Step['symbols'] {
  const { held } = here;
  here.held = emptyBars(here.options);
  return words.map(({ symbol, positions }) => ({ symbol, positions, bars: (held[symbol] as GrownBars).all() }));
}

/** The run is made of a strategy of its own; those that grow have not been asked and never will be. */
function runHeld(config: RunConfig, { options, held }: Open): readonly WholeSymbol[] {
  const series: readonly Bars[] = held.map((bars) => bars.all());
  return runWhole({ strategy: options.strategy, series, config, seed: options.seed });
}

function symbolOf({ options }: Open, symbol: number): GrowingOptions['symbols'][number] {
  const found = options.symbols[symbol];
  if (found === undefined) throw new AppError('broken', `there is no symbol ${symbol} here`);
  return found;
}

function emptyBars({ symbols }: GrowingOptions): GrownBars[] {
  return symbols.map(({ symbol, closes }) => new GrownBars(symbol, closes));
}

function tellGrowth(growth: Growth): Told {
  if (growth.kind === 'threw') return { answer: growth };
  const symbols = growth.symbols.map(({ symbol, from, until, columns, asked, changes }) => ({
    symbol,
    from,
    until,
    columns: [...columns],
    asked: [...asked],
    changes: changes.map(spell),
  }));
  return { answer: { kind: 'grown', symbols }, numbers: growth.symbols.map(({ rows }) => rows) };
}

function spell(change: Change): ChangeWords {
  if (change.kind === 'decision') return change;
  return { ...change, before: String(change.before), after: String(change.after) };
}

function tellWhole(whole: readonly WholeSymbol[]): Told {
  const symbols = whole.map(({ warmup, looksAtPositions, columns, asked }) => ({
    warmup,
    looksAtPositions,
    columns: [...columns.keys()],
    asked: [...asked],
  }));
  return { answer: { kind: 'ran', symbols }, numbers: whole.flatMap(({ columns }) => [...columns.values()]) };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  if (parts.length === 1) return parts[0] as Float64Array;
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
