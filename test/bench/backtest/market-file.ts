import { closeSync, openSync, writeSync } from 'node:fs';

/** Writes bars of five minutes that wander by chance of a fixed seed, until either bound is reached. */
export function writeMarketFile(
  path: string,
  { bytes, rows }: { readonly bytes: number; readonly rows: number },
): void {
  const file = openSync(path, 'w');
  let size = writeSync(file, 'Date,Open,High,Low,Close,Volume\n');
  let [time, last, seed] = [Date.UTC(1980, 0, 1), 100_000, 1];
  const chance = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return (seed >>> 8) % below;
  };
  const nextRow = (): string => {
    const open = last;
    last = Math.max(1000, open + chance(201) - 100);
    const [high, low] = [Math.max(open, last) + chance(50), Math.min(open, last) - chance(50)];
    const cells = [open, high, low, last].map((cents) => (cents / 100).toFixed(2));
    time += 300_000;
    return `${new Date(time).toISOString().slice(0, 19)}Z,${cells.join(',')},${(chance(1e8) / 1e6).toFixed(6)}\n`;
  };
  for (let row = 0; row < rows && size < bytes; ) {
    let text = '';
    for (; text.length < 1_000_000 && row < rows && size + text.length < bytes; row += 1) text += nextRow();
    size += writeSync(file, text);
  }
  closeSync(file);
}
