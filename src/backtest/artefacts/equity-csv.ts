import type { Mark } from '../event.ts';
import { formatDecimal } from './decimal.ts';
import { LineBuffer, type TextSink } from './text-sink.ts';
import { openUtcTimeFormat, type UtcTimeFormat } from './utc-time.ts';

/** The columns of `equity_curve.csv`, in their order. */
const EQUITY_COLUMNS = [
  'time',
  'balance',
  'unrealised',
  'equity',
  'used_margin',
  'exposure',
  'open_positions',
] as const satisfies readonly (keyof Mark)[];

/** Writes `equity_curve.csv`: a header, then one row for each close time. */
export class EquityCsv {
  readonly #lines: LineBuffer;
  readonly #formatTime: UtcTimeFormat = openUtcTimeFormat();
  readonly #balance = new Remembered();
  readonly #unrealised = new Remembered();
  readonly #equity = new Remembered();
  readonly #margin = new Remembered();
  readonly #exposure = new Remembered();

  constructor(sink: TextSink) {
    this.#lines = new LineBuffer(sink);
    this.#lines.add(`${EQUITY_COLUMNS.join(',')}\n`);
  }

  add({ time, balance, unrealised, equity, used_margin, exposure, open_positions }: Readonly<Mark>): void {
    const account = `${this.#balance.format(balance)},${this.#unrealised.format(unrealised)},${this.#equity.format(equity)}`;
    const risk = `${this.#margin.format(used_margin)},${this.#exposure.format(exposure)},${open_positions}`;
    this.#lines.add(`${this.#formatTime(time)},${account},${risk}\n`);
  }

  finish(): void {
    this.#lines.flush();
  }
}

/** A column that often says the same as in the row before: finding the shortest decimal is most of the work. */
class Remembered {
  #value = 0;
  #text = '0';

  format(value: number): string {
    if (value !== this.#value) {
      this.#text = formatDecimal(value);
      this.#value = value;
    }
    return this.#text;
  }
}
