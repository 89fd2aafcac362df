import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, renderFigures } from '../figure.ts';
import { runNodeWell } from '../process.ts';
import { writeMarketFile } from './market-file.ts';
import { ParseMeasurement, type ParseTask } from './parse-measurement.ts';

const BYTES = 100_000_000;
const MANY_ROWS = 10_000_000;
/** A hundred megabytes at the fifty a second that are promised. */
const BOUND_MS = 2_000;
const PROGRAM = 'test/bench/backtest/parse-program.ts';

/** How fast a CSV of 100 MB becomes checked bars, beside a library that only splits it, and with how much memory; each in a process of its own. */
export function measureParse(): { readonly figures: readonly Figure[]; readonly words: string } {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  try {
    const file = join(folder, 'bars.csv');
    writeMarketFile(file, { bytes: BYTES, rows: Number.POSITIVE_INFINITY });
    const [ours, library] = [run('ours', file), run('papaparse', file)];
    const long = join(folder, 'long.csv');
    writeMarketFile(long, { bytes: Number.POSITIVE_INFINITY, rows: MANY_ROWS });
    const many = run('ours', long);
    const ms = ({ speed }: ParseMeasurement): number => (statSync(file).size / 1e6 / speed) * 1_000;
    const other = { what: 'papaparse, Number and Date.parse', measured: ms(library) };
    return {
      figures: [
        {
          what: 'CSV of 100 MB, hashed and checked',
          measured: ms(ours),
          bound: BOUND_MS,
          unit: 'ms',
          alternative: other,
        },
        {
          what: 'memory for a CSV of ten million bars',
          measured: many.memory,
          bound: 700,
          unit: 'MB',
          alternative: null,
        },
      ],
      words: `Reading: ${ours.speed.toFixed(0)} MB a second; ten million bars in ${(statSync(long).size / 1e6).toFixed(0)} MB at ${many.speed.toFixed(0)} MB a second.`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(task: ParseTask, file: string): ParseMeasurement {
  return ParseMeasurement.parse(JSON.parse(runNodeWell(['--no-deprecation', PROGRAM, task, file]).stdout));
}

if (import.meta.main) {
  const { figures, words } = measureParse();
  process.stdout.write(`${renderFigures(figures)}\n${words}\n`);
}
