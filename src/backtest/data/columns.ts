/** Columns that grow: only the first `length` rows of each mean something. Row by row they hold one bar. */
export interface GrowingColumns {
  length: number;
  capacity: number;
  time: Float64Array<ArrayBuffer>;
  open: Float64Array<ArrayBuffer>;
  high: Float64Array<ArrayBuffer>;
  low: Float64Array<ArrayBuffer>;
  close: Float64Array<ArrayBuffer>;
  volume: Float64Array<ArrayBuffer>;
}

const NAMES = ['time', 'open', 'high', 'low', 'close', 'volume'] as const;

/** Columns with room for so many rows. */
export function makeColumns(capacity: number): GrowingColumns {
  const column = (): Float64Array<ArrayBuffer> => new Float64Array(capacity);
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
    // A transfer frees the old memory at once instead of at some later collection.
    columns[name] = new Float64Array(columns[name].buffer.transfer(capacity * Float64Array.BYTES_PER_ELEMENT));
  }
  columns.capacity = capacity;
}
