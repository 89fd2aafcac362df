import { writeAsked } from '../../../backtest/proofs/asked-text.ts';
import type { AskedAt, Traits, WholeSymbol } from '../../../backtest/proofs/growth.ts';
import { type AskAnswer, type AskOrder, decideAhead } from '../../../backtest/runner/decide-ahead.ts';
import { refuseShortBars } from '../../../backtest/runner/run-strategies.ts';
import { AppError, isAppError } from '../../../kernel/app-error.ts';
import type { StrategyOrder, WholeOrder } from '../../../ports/growing-strategy.ts';
import { AskedAhead, Decided, MOST_COLUMNS, Prepared, Ran, readerOf } from './answers.ts';
import type { Conversation } from './conversation.ts';
import type { DecisionReader } from './decision-reader.ts';
import type { HostLimits } from './host-limits.ts';
import { Garbage, type Message } from './incoming.ts';
import { MOST_FLOATS } from './protocol.ts';

/** A strategy that holds all bars and is to run over them. */
export interface WholeRun {
  readonly talk: Conversation;
  readonly order: StrategyOrder;
  readonly limits: HostLimits;
  readonly reader: DecisionReader;
  readonly traits: readonly Traits[];
  readonly whole: WholeOrder;
  readonly onProgress: ((closes: number) => void) | undefined;
}

/** The run is made behind the wall, by the engine's own loop, and its decisions are fetched in pages. */
export async function runTypeScript(run: WholeRun): Promise<readonly WholeSymbol[]> {
  const { talk, order, limits, whole } = run;
  const read = readerOf(Ran, order.strategy);
  const ran = await talk.ask({
    order: { kind: 'whole', config: whole.config, columns: whole.columns },
    limit: limits.whole,
    mostFloats: mostColumns(whole),
    doing: () => 'running with all bars',
    read: (message) => {
      const answer = read(message);
      if (answer.decisions > barsOf(whole)) throw new Garbage(message.line);
      return { answer, columns: readColumns(answer.symbols, message, whole) };
    },
  });
  const asked = await fetchDecisions(run, ran.answer.decisions);
  return ran.answer.symbols.map(({ warmup, looksAtPositions }, symbol) => ({
    warmup,
    looksAtPositions,
    columns: ran.columns[symbol] ?? new Map(),
    asked: asked[symbol] ?? [],
  }));
}

/** Pages in the order of closes; each goes on where the one before ended. */
async function fetchDecisions({ talk, order, limits, reader, whole }: WholeRun, count: number): Promise<AskedAt[][]> {
  const asked: AskedAt[][] = whole.series.map(() => []);
  const read = readerOf(Decided, order.strategy);
  for (let from = 0, isDone = count === 0; !isDone; ) {
    const start = from;
    const page = await talk.ask({
      order: { kind: 'decisions', from: start },
      limit: limits.step,
      doing: () => 'telling its decisions',
      read: (message) => {
        const answer = read(message);
        if (answer.decisions.length === 0 || start + answer.decisions.length > count) throw new Garbage(message.line);
        for (const told of answer.decisions) {
          const own = asked[told.symbol];
          const range = { from: (own?.at(-1)?.bar ?? -1) + 1, until: whole.series[told.symbol]?.length ?? 0 };
          const found = reader.readAll([told], { symbol: told.symbol, line: message.line, ...range });
          own?.push(...found);
        }
        return { count: answer.decisions.length, done: answer.done };
      },
    });
    from += page.count;
    isDone = page.done;
    if (isDone !== (from === count))
      throw new AppError('bad-input', 'the strategy told other decisions than it counted', { where: order.strategy });
  }
  return asked;
}

/** The strategy is asked ahead from outside, where the broker is. */
export async function runPython(run: WholeRun): Promise<readonly WholeSymbol[]> {
  try {
    return await askOverAll(run);
  } catch (error) {
    throw isAppError(error) && error.facts.where === 'strategy'
      ? new AppError(error.code, error.message, { ...error.facts, where: run.order.strategy })
      : error;
  }
}

async function askOverAll(run: WholeRun): Promise<readonly WholeSymbol[]> {
  const { traits, order, whole, reader, onProgress } = run;
  for (const [symbol, bars] of whole.series.entries()) refuseShortBars(bars, traits[symbol]?.warmup ?? 0);
  const columns = await prepare(run);
  const decisions = await decideAhead({
    series: whole.series,
    config: whole.config,
    seed: order.seed,
    looksAtPositions: traits.map(({ looksAtPositions }) => looksAtPositions),
    ask: (span) => askAhead(span, run, reader),
    onProgress,
  });
  return traits.map(({ warmup, looksAtPositions }, symbol) => ({
    warmup,
    looksAtPositions,
    columns: columns[symbol] ?? new Map(),
    asked: (decisions[symbol] ?? []).map(({ bar, asked }) => ({ bar, text: writeAsked(asked) })),
  }));
}

function prepare({ talk, order, limits, whole }: WholeRun) {
  const read = readerOf(Prepared, order.strategy);
  return talk.ask({
    order: { kind: 'prepare', columns: whole.columns },
    limit: limits.whole,
    mostFloats: mostColumns(whole),
    doing: () => 'computing its indicators on all bars',
    read: (message) => readColumns(read(message).symbols, message, whole),
  });
}

/** Milliseconds for an answer about several closes after which fewer are asked about. */
const SLOW_MS = 1_000;

async function askAhead(
  { from, until, positions }: AskOrder,
  { talk, order, limits }: WholeRun,
  reader: DecisionReader,
): Promise<AskAnswer> {
  const started = performance.now();
  const read = readerOf(AskedAhead, order.strategy);
  const words = positions.map(({ unrealised: _unrealised, position, ...span }) => {
    const { unrealised_pnl: _first, ...lasting } = position;
    return { ...span, position: lasting };
  });
  const answer = await talk.ask({
    order: { kind: 'ask', from, until, positions: words },
    floats: Float64Array.from(positions.flatMap(({ unrealised }) => unrealised)),
    limit: limits.step,
    doing: () => `asked about closes ${from} to ${until - 1}`,
    read: (message) => {
      const told = read(message);
      if (told.kind === 'threw') throw new AppError('bad-input', told.message, { where: order.strategy });
      const decisions = told.decisions.flatMap((each) => {
        const { asked, text } = reader.read(each, each.symbol);
        return text === '' ? [] : [{ symbol: each.symbol, bar: each.bar, asked }];
      });
      return { until: told.until, decisions };
    },
  });
  return { ...answer, isSlow: performance.now() - started > SLOW_MS };
}

function mostColumns(whole: WholeOrder): number {
  return whole.columns ? Math.min(MOST_FLOATS, barsOf(whole) * MOST_COLUMNS) : 0;
}

/** Bars of all symbols; there is one decision for each at most. */
function barsOf({ series }: WholeOrder): number {
  return series.reduce((sum, { length }) => sum + length, 0);
}

/** Columns by symbol; as many numbers as there are columns times bars, and none where none were asked for. */
function readColumns(
  symbols: readonly { readonly columns: readonly string[] }[],
  { floats, line }: Message,
  { series, columns: areAsked }: WholeOrder,
): readonly ReadonlyMap<string, Float64Array>[] {
  if (symbols.length !== series.length) throw new Garbage(line);
  if (!areAsked) return symbols.map(() => new Map());
  let at = 0;
  const read = symbols.map(({ columns }, symbol) => {
    const length = series[symbol]?.length ?? 0;
    return new Map(
      columns.map((name): [string, Float64Array] => {
        at += length;
        return [name, floats.slice(at - length, at)];
      }),
    );
  });
  if (at !== floats.length) throw new Garbage(line);
  return read;
}
