/** Bars of a hundred days as a CSV file, up and down, so that a strategy that trades every few days has something to do. */
export const DAYS = [
  'time,open,high,low,close,volume',
  ...Array.from({ length: 100 }, (_, day) => {
    const open = 100 + (day % 7);
    return `${new Date(Date.UTC(2024, 0, 1 + day)).toISOString()},${open},${open + 2},${open - 2},${open + 1},10`;
  }),
  '',
].join('\n');

/** A strategy that buys one whenever its rule, an expression of `bars` and `bar`, says so. */
export function buyWhen(rule: string): string {
  return `export class Strategy {
  prepareIndicators() { return {}; }
  findEntries(bars: { close: Float64Array; length: number }, none: unknown, bar: number) {
    return ${rule} ? { action: 'BUY', type: 'MARKET', volume: 1, sl: bars.close[bar]! - 5, tp: bars.close[bar]! + 3 } : null;
  }
}
`;
}
