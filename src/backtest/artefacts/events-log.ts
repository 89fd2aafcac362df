import type { BacktestEvent } from '../event.ts';
import { formatDecimal } from './decimal.ts';
import { LineBuffer, type TextSink } from './text-sink.ts';
import { openUtcTimeFormat, type UtcTimeFormat } from './utc-time.ts';

type EventType = BacktestEvent['type'];
type EventOf<T, E = BacktestEvent> = E extends { readonly type: infer U } ? (T extends U ? E : never) : never;
type FieldsOf<T> = readonly Exclude<keyof EventOf<T>, 'type' | 'time'>[];

const AT = ['symbol', 'bar'] as const;
const HIT = [...AT, 'position_id', 'price'] as const;
const ACCOUNT = ['reason', 'equity'] as const;

/** The fields of each event behind those that every line has, in their order. */
export const EVENT_FIELDS: { readonly [T in EventType]: FieldsOf<T> } = {
  order_placed: [
    ...AT,
    'order_id',
    'action',
    'order_type',
    'volume',
    'risk_fraction',
    'equity_fraction',
    'price',
    'sl',
    'tp',
    'expire_bars',
    'comment',
  ],
  order_rejected: [...AT, 'order_id', 'reason', 'field'],
  order_cancelled: [...AT, 'order_id', 'reason'],
  order_delayed: [...AT, 'order_id', 'bars'],
  position_opened: [...AT, 'order_id', 'position_id', 'action', 'volume', 'price', 'fee'],
  close_requested: [...AT, 'position_id', 'reason'],
  close_rejected: [...AT, 'position_id', 'reason'],
  sl_hit: HIT,
  tp_hit: HIT,
  position_closed: [...AT, 'position_id', 'volume', 'price', 'fee', 'reason', 'pnl_net'],
  kill_switch: ACCOUNT,
  kill_switch_lifted: ACCOUNT,
  liquidation: ACCOUNT,
};

/**
 * Writes `events.log`: one JSON object in each line with `timestamp`, `sequence` (from 1), `correlation_id` and `event`,
 * then the fields of the event in a fixed order.
 */
export class EventsLog {
  readonly #lines: LineBuffer;
  readonly #correlation: string;
  readonly #formatTime: UtcTimeFormat = openUtcTimeFormat();
  #sequence = 0;

  constructor(sink: TextSink, correlationId: string) {
    this.#lines = new LineBuffer(sink);
    this.#correlation = JSON.stringify(correlationId);
  }

  add(event: BacktestEvent): void {
    this.#sequence += 1;
    const { type } = event;
    const values: Readonly<Record<string, unknown>> = { ...event };
    let line = `{"timestamp":"${this.#formatTime(event.time)}","sequence":${this.#sequence}`;
    line += `,"correlation_id":${this.#correlation},"event":"${type}"`;
    for (const field of EVENT_FIELDS[type]) line += `,"${field}":${jsonValue(values[field])}`;
    this.#lines.add(`${line}}\n`);
  }

  finish(): void {
    this.#lines.flush();
  }
}

function jsonValue(value: unknown): string {
  return typeof value === 'number' ? formatDecimal(value) : JSON.stringify(value ?? null);
}
