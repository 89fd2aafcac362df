import type { Trade } from '../event.ts';
import { ByteLines, type ByteSink } from './byte-lines.ts';
import { csvText } from './csv-line.ts';
import { formatDecimal } from './decimal.ts';
import { UtcTime } from './utc-time.ts';

/** The columns of `trades.csv`, in their order. */
const TRADE_COLUMNS = [
  'position_id',
  'order_id',
  'symbol',
  'action',
  'order_type',
  'volume',
  'decided_bar',
  'entry_bar',
  'entry_time',
  'entry_price',
  'entry_fee',
  'exit_bar',
  'exit_time',
  'exit_price',
  'exit_fee',
  'reason',
  'sl',
  'tp',
  'gross',
  'pnl_net',
  'slippage_cost',
  'comment',
  'exit_comment',
] as const satisfies readonly (keyof Trade)[];

type Column = (typeof TRADE_COLUMNS)[number];

/** Fails to compile when a trade has a field that is not written. */
type Unwritten = Exclude<keyof Trade, Column>;
const nothingUnwritten: [Unwritten] extends [never] ? true : never = true;

const TIMES: ReadonlySet<Column> = new Set<Column>(['entry_time', 'exit_time']);

/** Writes `trades.csv`: a header, then one row for each closed trade, in the order in which they ended. */
export class TradesCsv {
  readonly #lines: ByteLines;
  readonly #time = new UtcTime();

  constructor(sink: ByteSink) {
    this.#lines = new ByteLines(sink);
    if (nothingUnwritten) this.#lines.add(`${TRADE_COLUMNS.join(',')}\n`);
  }

  add(trade: Trade): void {
    let row = '';
    for (const column of TRADE_COLUMNS) row += `${row === '' ? '' : ','}${this.#cell(column, trade[column])}`;
    this.#lines.add(`${row}\n`);
  }

  finish(): void {
    this.#lines.flush();
  }

  #cell(column: Column, value: Trade[Column]): string {
    if (value === null) return '';
    if (typeof value === 'string') return csvText(value);
    return TIMES.has(column) ? this.#time.text(value) : formatDecimal(value);
  }
}
