import type { BacktestEvent } from '../event.ts';
import { ByteLines, type ByteSink } from './byte-lines.ts';
import { formatDecimal } from './decimal.ts';
import { UtcTime } from './utc-time.ts';

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

const LABELS: Readonly<Record<EventType, readonly { readonly name: string; readonly label: string }[]>> = labelled();

function labelled() {
  const types = Object.entries(EVENT_FIELDS).map(([type, fields]) => {
    const names: readonly string[] = fields;
    return [type, names.map((name) => ({ name, label: `,"${name}":` }))] as const;
  });
  return Object.fromEntries(types) as Record<EventType, { name: string; label: string }[]>;
}

/**
 * Writes `events.log`: one JSON object in each line with `timestamp`, `sequence` (from 1), `correlation_id` and `event`,
 * then the fields of the event in a fixed order.
 */
export class EventsLog {
  readonly #lines: ByteLines;
  readonly #correlation: string;
  readonly #time = new UtcTime();
  #sequence = 0;

  constructor(sink: ByteSink, correlationId: string) {
    this.#lines = new ByteLines(sink);
    this.#correlation = `,"correlation_id":${JSON.stringify(correlationId)},"event":"`;
  }

  add(event: BacktestEvent): void {
    this.#sequence += 1;
    const lines = this.#lines;
    const { type } = event;
    lines.add(`{"timestamp":"${this.#time.text(event.time)}","sequence":${this.#sequence}`);
    lines.add(this.#correlation);
    lines.add(type);
    lines.add('"');
    for (const { name, label } of LABELS[type]) {
      lines.add(label);
      lines.add(jsonValue(Reflect.get(event, name)));
    }
    lines.add('}\n');
  }

  finish(): void {
    this.#lines.flush();
  }
}

/** Text that stands in JSON as it is. */
const PLAIN = /^[\w .:/-]*$/;

function jsonValue(value: unknown): string {
  if (typeof value === 'number') return formatDecimal(value);
  if (typeof value === 'string' && PLAIN.test(value)) return `"${value}"`;
  return JSON.stringify(value ?? null);
}
