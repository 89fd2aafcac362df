import type { Indicators } from '../strategy.ts';
import type { Change } from './growth.ts';

/** A copy of the rows of indicators that were told, against which every later computation of the same rows is held. */
export class ColumnHistory {
  readonly #columns = new Map<string, Float64Array>();
  /** Columns of which one change is known; the rest of them would be told over and over. */
  readonly #changed = new Set<string>();
  #rows = 0;

  /** How many rows were told. */
  get rows(): number {
    return this.#rows;
  }

  /** The first change of each column since its rows were told. A column that is gone has changed to NaN. */
  compare(indicators: Indicators): readonly Change[] {
    const changes: Change[] = [];
    for (const [column, told] of this.#columns) {
      if (this.#changed.has(column)) continue;
      const now = indicators[column] ?? [];
      const bar = firstDifference(told, now, this.#rows);
      if (bar === -1) continue;
      this.#changed.add(column);
      changes.push({ kind: 'value', bar, column, before: told[bar] as number, after: numberAt(now, bar) });
    }
    return changes;
  }

  /** Takes the rows up to a length over and returns the new ones, row by row. */
  take(indicators: Indicators, names: readonly string[], length: number): Float64Array {
    const from = this.#rows;
    const rows = new Float64Array((length - from) * names.length);
    for (let place = 0; place < names.length; place += 1) {
      const name = names[place] as string;
      const column = indicators[name] ?? [];
      const told = this.#room(name, length);
      for (let row = from; row < length; row += 1) {
        const value = numberAt(column, row);
        told[row] = value;
        rows[(row - from) * names.length + place] = value;
      }
    }
    this.#rows = length;
    return rows;
  }

  #room(name: string, length: number): Float64Array {
    const old = this.#columns.get(name);
    if (old !== undefined && old.length >= length) return old;
    const room = new Float64Array(Math.max(64, length, (old?.length ?? 0) * 2)).fill(Number.NaN);
    if (old !== undefined) room.set(old);
    this.#columns.set(name, room);
    return room;
  }
}

/** Whether two values of a column are the same: exactly, and NaN as NaN. */
export function isSame(one: number, other: number): boolean {
  return one === other || (Number.isNaN(one) && Number.isNaN(other));
}

/** A value of a column as a number: what is none counts as NaN, yes and no as 1 and 0. */
export function numberAt(column: ArrayLike<unknown>, row: number): number {
  const value = column[row];
  if (typeof value === 'number') return value;
  return typeof value === 'boolean' || typeof value === 'bigint' ? Number(value) : Number.NaN;
}

function firstDifference(told: Float64Array, now: ArrayLike<number>, rows: number): number {
  if (now instanceof Float64Array && now.length >= rows && haveSameBytes(told, now, rows)) return -1;
  for (let row = 0; row < rows; row += 1) if (!isSame(told[row] as number, numberAt(now, row))) return row;
  return -1;
}

/** Nearly always all rows are alike to the bit, and comparing memory is ten times faster than comparing numbers. */
function haveSameBytes(told: Float64Array, now: Float64Array, rows: number): boolean {
  const length = rows * Float64Array.BYTES_PER_ELEMENT;
  return Buffer.from(told.buffer, told.byteOffset, length).equals(Buffer.from(now.buffer, now.byteOffset, length));
}
