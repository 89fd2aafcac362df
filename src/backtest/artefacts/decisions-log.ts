import { AppError } from '../../kernel/app-error.ts';
import { type Bars, closeTimeOf } from '../bars.ts';
import type { Asked } from '../runner/asked.ts';
import { askedJson } from './asked-json.ts';
import { ByteLines, type ByteSink } from './byte-lines.ts';
import { UtcTime } from './utc-time.ts';

/** Characters of one line with its end; what a strategy says after one close comes in messages of this size. */
export const LONGEST_DECISION = 1_048_576;

/**
 * Writes `decisions.log`: one JSON object in each line with `symbol`, `bar` (from 0), `time` of the close, and what was
 * `asked` for after it. Where nothing was asked for there is no line. Lines come in the order of closes, within one in
 * the order of symbols; whoever runs a strategy asks in that order.
 */
export class DecisionsLog {
  readonly #lines: ByteLines;
  readonly #series: readonly Bars[];
  readonly #heads: readonly string[];
  readonly #time = new UtcTime();

  constructor(sink: ByteSink, series: readonly Bars[]) {
    this.#lines = new ByteLines(sink);
    this.#series = series;
    this.#heads = series.map(({ symbol }) => `{"symbol":${JSON.stringify(symbol)},"bar":`);
  }

  /** Takes what was asked for after the close of a bar; throws `bad-input` where it is longer than a line may be. */
  add(symbolIndex: number, bar: number, asked: Asked): void {
    if (asked.requests.length + asked.exits.length === 0) return;
    const bars = this.#series[symbolIndex] as Bars;
    const text = askedJson(asked);
    const time = this.#time.text(closeTimeOf(bars, bar));
    const line = `${this.#heads[symbolIndex]}${bar},"time":"${time}","asked":${text}}\n`;
    if (line.length > LONGEST_DECISION) throw tooLong(line.length, bars.symbol, bar);
    this.#lines.add(line);
  }

  /** Hands on what is left. */
  finish(): void {
    this.#lines.flush();
  }
}

function tooLong(length: number, symbol: string, bar: number): AppError {
  return new AppError('bad-input', `what was asked for at bar ${bar} of ${symbol} takes ${length} characters`, {
    where: 'strategy',
    expected: `at most ${LONGEST_DECISION}`,
    advice: 'Ask for fewer orders at one bar, with shorter comments.',
  });
}
