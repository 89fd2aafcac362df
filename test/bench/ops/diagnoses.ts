import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigFile } from '../../../src/config/config.ts';
import { diagnoseText } from '../../../src/flows/ops/diagnose-text.ts';
import { type Figure, median, renderFigures } from '../figure.ts';

const FILES = 1_000;
const ROUNDS = 7;
const BOUND_MS = 1_000;

/** How long a thousand runs take to be diagnosed from files, beside reading those files alone. */
export function measureDiagnoses(): readonly Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  try {
    const files = Array.from({ length: FILES }, (_, index) => writeRun(folder, index));
    const lines = ConfigFile.parse({ version: 1 }).ops.thresholds;
    const diagnoseAll = () =>
      files.map((file) => diagnoseText(readFileSync(file, 'utf8'), file, lines).diagnoses[0]?.principal);
    const codes = new Set(diagnoseAll());
    if (codes.size < 4) throw new RangeError(`the runs differ, and their diagnoses are ${[...codes].join(', ')}`);
    const readAll = () => files.map((file): unknown => JSON.parse(readFileSync(file, 'utf8')));
    const rounds = Array.from({ length: ROUNDS }, () => ({ ours: time(diagnoseAll), reading: time(readAll) }));
    return [
      {
        what: `${FILES} diagnoses from files`,
        measured: median(rounds.map(({ ours }) => ours)),
        bound: BOUND_MS,
        unit: 'ms',
        alternative: { what: 'reading them alone', measured: median(rounds.map(({ reading }) => reading)) },
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function time(act: () => unknown): number {
  const began = performance.now();
  act();
  return performance.now() - began;
}

/** Runs of every kind: useless, overfit, unstable, mismatched and sound ones. */
function writeRun(folder: string, index: number): string {
  const file = join(folder, `run-${index}.json`);
  const run = {
    run: `run-${index}`,
    crypto: 'BTCUSDC',
    platform: { oom_24h: 0, pvc_pct: 40, cpu_pct: 35, success_rate_pct: 97.5 },
    f1_buy: 0.45 + (index % 20) / 100,
    baseline_f1_buy: 0.5,
    std_f1_buy: 0.02 + (index % 7) / 50,
    screening_f1_buy: 0.6 + (index % 5) / 20,
    last_fold_f1_buy: 0.5,
    same_period: true,
    sortino: (index % 11) / 5 - 1,
    n_trades: 120,
    sl_pct: 20 + (index % 40),
    tp_pct: 40 - (index % 30),
    timeout_pct: 20,
    run_complete: true,
    candidates_passed: index % 13,
    trial_scores: Array.from({ length: 50 }, (_, trial) => 0.4 + ((index + trial) % 17) / 100),
  };
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
  return file;
}

if (import.meta.main) process.stdout.write(renderFigures(measureDiagnoses()));
