import type { Mark } from '../event.ts';
import { ByteLines, type ByteSink } from './byte-lines.ts';
import { formatDecimal } from './decimal.ts';
import { UtcTime } from './utc-time.ts';

/** The columns of `equity_curve.csv`, in their order. */
const EQUITY_COLUMNS = [
  'time',
  'balance',
  'unrealised',
  'equity',
  'open_positions',
] as const satisfies readonly (keyof Mark)[];

/** Writes `equity_curve.csv`: a header, then one row for each close time. */
export class EquityCsv {
  readonly #lines: ByteLines;
  readonly #time = new UtcTime();
  readonly #balance = new Remembered();
  readonly #unrealised = new Remembered();
  readonly #equity = new Remembered();
  #positions = 0;
  #end = ',0\n';

  constructor(sink: ByteSink) {
    this.#lines = new ByteLines(sink);
    this.#lines.add(`${EQUITY_COLUMNS.join(',')}\n`);
  }

  add({ time, balance, unrealised, equity, open_positions }: Readonly<Mark>): void {
    const lines = this.#lines;
    const { day, clock } = this.#time.set(time);
    lines.add(day);
    lines.add(clock);
    this.#balance.add(balance, lines);
    this.#unrealised.add(unrealised, lines);
    this.#equity.add(equity, lines);
    lines.add(this.#endOf(open_positions));
  }

  finish(): void {
    this.#lines.flush();
  }

  #endOf(positions: number): string {
    if (positions !== this.#positions) {
      this.#positions = positions;
      this.#end = `,${positions}\n`;
    }
    return this.#end;
  }
}

/** A column that often says the same as in the row before: finding the shortest decimal is most of the work. */
class Remembered {
  #value = 0;
  #text = '0';

  /** Adds a cell behind another one. */
  add(value: number, lines: ByteLines): void {
    if (value !== this.#value) {
      this.#text = formatDecimal(value);
      this.#value = value;
    }
    lines.add(',');
    lines.add(this.#text);
  }
}
