import { AppError } from '../../kernel/app-error.ts';
import type { Position } from '../adapter.ts';
import type { Bars } from '../bars.ts';
import type { Recorder } from '../event.ts';
import { Replay } from '../replay.ts';
import type { RunConfig } from '../run-config.ts';
import { askBroker } from './asked.ts';
import type { Decision } from './replayed-decisions.ts';

/** A position while nothing is asked for, from one bar of its symbol up to the one before another. */
export interface PositionSpan {
  /** Its place among the symbols. */
  readonly symbol: number;
  readonly from: number;
  readonly until: number;
  /** Its profit is that of the first bar. */
  readonly position: Position;
  /** Its profit at each bar. */
  readonly unrealised: readonly number[];
}

/** Closes of the merged timeline that a strategy is asked about at once, from one up to the one before another. */
export interface AskOrder {
  readonly from: number;
  readonly until: number;
  /** By ascending number of the position. */
  readonly positions: readonly PositionSpan[];
}

/** What came of it: the strategy was asked up to a close, and wanted something at the last one or nothing at all. */
export interface AskAnswer {
  readonly until: number;
  readonly decisions: readonly (Decision & { readonly symbol: number })[];
  /** Whether it took so long that fewer closes should be asked about at once. */
  readonly isSlow: boolean;
}

/** A market, and who is asked. */
export interface AheadOptions {
  readonly series: readonly Bars[];
  readonly config: RunConfig;
  readonly seed: number;
  /** Whether the strategy of each symbol looks at open positions. */
  readonly looksAtPositions: readonly boolean[];
  readonly ask: (order: AskOrder) => Promise<AskAnswer>;
  /** Told how many closes are behind. */
  readonly onProgress?: ((closes: number) => void) | undefined;
}

/** Fewest and most closes that are asked about at once. */
const SPAN = { first: 16, most: 512 };

const SILENT: Recorder = { event: () => {}, trade: () => {}, mark: () => {} };

/**
 * Asks a strategy about many closes at once. What it would see of its positions at each is found by a broker that goes
 * ahead as if nothing were asked for; as soon as something is, what lies behind it is asked anew. So the decisions are
 * those of a run bar by bar. Returns them by symbol.
 */
export async function decideAhead({ ask, onProgress, ...options }: AheadOptions): Promise<Decision[][]> {
  const decisions: Decision[][] = options.series.map(() => []);
  let replay = new Replay({ ...options, recorder: SILENT });
  let span = SPAN.first;
  for (let from = 0; ; ) {
    const ahead = replay.fork(SILENT);
    const { closes, positions } = goAhead(ahead, span, options.looksAtPositions);
    if (closes === 0) return decisions;
    const order = { from, until: from + closes, positions };
    const answer = await ask(order);
    refuseOtherSpan(answer, order);
    if (answer.until === order.until) replay = ahead;
    else for (let close = from; close < answer.until; close += 1) replay.next();
    refuseOtherBars(answer, replay, options.series);
    for (const { symbol, bar, asked } of answer.decisions) {
      decisions[symbol]?.push({ bar, asked });
      askBroker(replay.broker, symbol, asked);
    }
    from = answer.until;
    span = nextSpan(span, answer);
    onProgress?.(from);
  }
}

function nextSpan(span: number, { decisions, isSlow }: AskAnswer): number {
  if (isSlow) return Math.max(1, Math.floor(Math.min(span, SPAN.first) / 2));
  return decisions.length > 0 ? SPAN.first : Math.min(SPAN.most, span * 2);
}

interface GrowingSpan extends PositionSpan {
  until: number;
  readonly unrealised: number[];
}

/** Goes up to so many closes ahead and takes down the open positions of symbols whose strategies look at them. */
function goAhead(ahead: Replay, most: number, looks: readonly boolean[]) {
  const spans = new Map<string, GrowingSpan>();
  let closes = 0;
  while (closes < most && ahead.next()) {
    closes += 1;
    if (!ahead.broker.isBusy()) continue;
    for (let symbol = 0; symbol < looks.length; symbol += 1)
      if (looks[symbol] === true && ahead.isHere(symbol)) takeDown(ahead, symbol, spans);
  }
  return { closes, positions: [...spans.values()] };
}

function takeDown(ahead: Replay, symbol: number, spans: Map<string, GrowingSpan>): void {
  const bar = ahead.barOf(symbol);
  for (const position of ahead.broker.positions(symbol)) {
    const { position_id, unrealised_pnl } = position;
    const span = spans.get(position_id);
    if (span === undefined) {
      spans.set(position_id, { symbol, from: bar, until: bar + 1, position, unrealised: [unrealised_pnl] });
    } else {
      span.until = bar + 1;
      span.unrealised.push(unrealised_pnl);
    }
  }
}

function refuseOtherSpan({ until, decisions }: AskAnswer, order: AskOrder): void {
  const isWithin = Number.isSafeInteger(until) && until > order.from && until <= order.until;
  if (isWithin && (until === order.until || decisions.length > 0)) return;
  throw new AppError('bad-input', `the strategy was asked about closes ${order.from} to ${order.until - 1}`, {
    where: 'strategy',
    expected: `an answer up to close ${order.until - 1}, or up to the one at which something is wanted, not up to ${until - 1}`,
  });
}

/** Decisions are about bars that close at the last close that was asked about, by ascending symbol. */
function refuseOtherBars({ decisions }: AskAnswer, replay: Replay, series: readonly Bars[]): void {
  let last = -1;
  for (const { symbol, bar } of decisions) {
    const isNext = Number.isSafeInteger(symbol) && symbol > last && symbol < series.length;
    if (!isNext || !replay.isHere(symbol) || replay.barOf(symbol) !== bar) {
      throw new AppError('bad-input', `the strategy decided about bar ${bar} of symbol ${symbol} at another close`, {
        where: 'strategy',
        expected: 'decisions about the bars that close when it was asked last, one for each symbol',
      });
    }
    last = symbol;
  }
}
