/** `npm run bench:parse`: how fast a CSV of 100 MB becomes checked bars, against libraries that only split it, and with how much memory. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNodeWell } from '../process.ts';
import { writeMarketFile } from './market-file.ts';
import { ParseMeasurement, type ParseTask } from './parse-measurement.ts';

const BYTES = 100_000_000;
const MANY_ROWS = 10_000_000;
const LEAST_SPEED = 50;
const MOST_MEMORY = 700;
const PROGRAM = 'test/bench/backtest/parse-program.ts';

process.exit(measure() ? 0 : 1);

/** Each in a process of its own, one after another, on the processor time of that process. */
function measure(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  try {
    const file = join(folder, 'bars.csv');
    writeMarketFile(file, { bytes: BYTES, rows: Number.POSITIVE_INFINITY });
    const [ours, library] = [run('ours', file), run('papaparse', file)];
    const long = join(folder, 'long.csv');
    writeMarketFile(long, { bytes: Number.POSITIVE_INFINITY, rows: MANY_ROWS });
    const many = run('ours', long);
    const holds = [ours.speed >= LEAST_SPEED, many.memory < MOST_MEMORY];
    process.stdout.write(`${statSync(file).size / 1e6} MB, ${ours.bars} bars: read, hashed, parsed and checked
  ours       ${ours.speed.toFixed(0)} MB/s of processor time (bound: at least ${LEAST_SPEED}, ${word(holds[0])}), peak ${ours.memory.toFixed(0)} MB
  papaparse  ${library.speed.toFixed(0)} MB/s for rows of text to Number and Date.parse, peak ${library.memory.toFixed(0)} MB
${many.bars} bars in ${(statSync(long).size / 1e6).toFixed(0)} MB
  ours       ${many.speed.toFixed(0)} MB/s, peak ${many.memory.toFixed(0)} MB (bound: under ${MOST_MEMORY}, ${word(holds[1])})
Node ${process.versions.node} with ${availableParallelism()} processors; load ${(loadavg()[0] ?? 0).toFixed(1)}.
`);
    return holds.every(Boolean);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function word(holds: boolean | undefined): string {
  return holds === true ? 'holds' : 'DOES NOT HOLD';
}

function run(task: ParseTask, file: string): ParseMeasurement {
  return ParseMeasurement.parse(JSON.parse(runNodeWell(['--no-deprecation', PROGRAM, task, file]).stdout));
}
