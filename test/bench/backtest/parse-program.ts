import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import Papa from 'papaparse';
import { openDataFile } from '../../../src/adapters/sandbox/data-file.ts';
import { readMarketData } from '../../../src/backtest/data/market-data.ts';
import type { ParseMeasurement } from './parse-measurement.ts';

const [task, file = ''] = process.argv.slice(2);
const before = process.cpuUsage();
const bars = task === 'ours' ? await readOurs() : await readByLibrary();
const { user, system } = process.cpuUsage(before);
const measurement: ParseMeasurement = {
  bars,
  speed: statSync(file).size / (user + system),
  memory: process.resourceUsage().maxRSS / 1024,
};
process.stdout.write(JSON.stringify(measurement));

async function readOurs(): Promise<number> {
  await using source = await openDataFile(file, 'X');
  const data = await readMarketData(source, { timezone: null, timestamps: 'open', bar: null });
  return data.bars.length;
}

/** The same columns with the checks that need no more than the numbers; lines and ways of writing go unchecked. */
function readByLibrary(): Promise<number> {
  const room = Math.ceil(statSync(file).size / 50);
  const columns = Array.from({ length: 6 }, () => new Float64Array(room));
  const hash = createHash('sha256');
  let [count, last] = [-1, Number.NEGATIVE_INFINITY];
  const take = (row: readonly string[]): void => {
    if (row.length === 6 && count >= 0) {
      const cells = row.map((cell, column) => (column === 0 ? Date.parse(cell) : Number(cell)));
      const [time = 0, open = 0, high = 0, low = 0, close = 0, volume = 0] = cells;
      const isSound = low > 0 && low <= open && low <= close && high >= open && high >= close && volume >= 0;
      if (!(time > last) || !isSound) throw new Error(`row ${count} is not sound`);
      last = time;
      for (const [column, cell] of cells.entries()) (columns[column] ?? new Float64Array(0))[count] = cell;
    }
    if (row.length === 6) count += 1;
  };
  return new Promise((resolve, reject) => {
    const stream = createReadStream(file, { encoding: 'utf8', highWaterMark: 1024 * 1024 });
    stream.on('data', (block) => hash.update(block));
    Papa.parse<string[]>(stream, {
      chunk: ({ data }) => {
        for (const row of data) take(row);
      },
      complete: () => resolve(count),
      error: reject,
    });
  });
}
