import type { DataFile } from '../../../src/ports/backtest-engine.ts';

const DAY = 86_400_000;

/** Sixty bars, from one to the next so many milliseconds. */
function table(step: number): string {
  const row = (_: unknown, bar: number): string => {
    const open = 100 + (bar % 7);
    return `${new Date(Date.UTC(2024, 0, 1) + bar * step).toISOString()},${open},${open + 2},${open - 2},${open + 1},10`;
  };
  return ['time,open,high,low,close,volume', ...Array.from({ length: 60 }, row), ''].join('\n');
}

const TABLES: Readonly<Record<string, string>> = { '/days.csv': table(DAY), '/hours.csv': table(DAY / 24) };

/** `/days.csv` and `/hours.csv` in memory; `open` counts those that nobody has let go yet. */
export function openTables() {
  const counts = { open: 0 };
  const openData = async ({ path, symbol }: DataFile) => {
    const bytes = Buffer.from(TABLES[path] ?? '');
    counts.open += 1;
    return {
      symbol,
      name: path.slice(1),
      byteLength: bytes.length,
      read: async (start: number, end: number) => bytes.subarray(start, end),
      [Symbol.asyncDispose]: async () => {
        counts.open -= 1;
      },
    };
  };
  return { openData, counts };
}
