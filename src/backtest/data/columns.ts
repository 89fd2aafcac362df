/** Columns that grow: only the first `length` rows of each mean something. Row by row they hold one bar. */
export interface GrowingColumns {
  length: number;
  capacity: number;
  time: Float64Array;
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
}

const NAMES = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Columns with room for so many rows. */
export function makeColumns(capacity: number): GrowingColumns {
  const column = (): Float64Array => new Float64Array(capacity);
  return {
    length: 0,
    capacity,
    time: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
}

/** Makes room for a half more; column by column, so that only one of them stands twice in memory. */
export function growColumns(columns: GrowingColumns): void {
  resizeColumns(columns, Math.max(64, Math.ceil(columns.capacity * 1.5)));
}

/** Gives back what was not needed: afterwards each column is as long as there are rows. */
export function trimColumns(columns: GrowingColumns): void {
  resizeColumns(columns, columns.length);
}

function resizeColumns(columns: GrowingColumns, capacity: number): void {
  if (capacity === columns.capacity) return;
  for (const name of NAMES) {
    const column = new Float64Array(capacity);
    column.set(columns[name].subarray(0, Math.min(capacity, columns.length)));
    columns[name] = column;
  }
  columns.capacity = capacity;
}
