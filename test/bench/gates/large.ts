import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Figure, median } from '../figure.ts';
import { runNodeWell } from '../process.ts';
import { makeTrainingChange, type TrainingChange } from './training-change.ts';

const ROUNDS = 3;

const Report = z.object({
  gates: z.array(z.object({ id: z.string(), answer: z.string(), reasons: z.array(z.object({ text: z.string() })) })),
});

/** G5 over 3,000 Python files with 200,000 added lines, beside a grep over the same diff. */
export function measureLarge(installed: string): readonly Figure[] {
  const change = makeTrainingChange();
  const place = mkdtempSync(join(tmpdir(), 'conclave-peak-'));
  try {
    const rounds = Array.from({ length: ROUNDS }, () => ({
      gate: runGate(installed, change, place),
      grep: grep(change),
    }));
    for (const { gate, grep: other } of rounds) refuseOther(change, gate.found, other.found);
    const what = `${change.addedLines} added lines in ${change.files} Python files`;
    return [
      {
        what: `${what}: conclave gate`,
        measured: median(rounds.map(({ gate }) => gate.ms)),
        bound: 10_000,
        unit: 'ms',
        alternative: { what: 'git diff | grep', measured: median(rounds.map((round) => round.grep.ms)) },
      },
      {
        what: 'of it, peak memory',
        measured: median(rounds.map(({ gate }) => gate.megabytes)),
        bound: 400,
        unit: 'MB',
        alternative: null,
      },
    ];
  } finally {
    change.remove();
    rmSync(place, { recursive: true, force: true });
  }
}

function runGate(installed: string, { folder, base }: TrainingChange, place: string) {
  const body = join(place, 'body.md');
  const peak = join(place, 'peak.txt');
  writeFileSync(body, 'Closes #1\n');
  const options = [
    '--repo',
    folder,
    '--base',
    base,
    '--title',
    'feat(training): studies',
    '--body-file',
    body,
    '--json',
  ];
  const { ms, stdout } = runNodeWell(
    ['--import', join(import.meta.dirname, 'peak.ts'), installed, 'gate', ...options],
    { PEAK_FILE: peak },
    [1],
  );
  const found = Report.parse(JSON.parse(stdout)).gates.find(({ id }) => id === 'G5')?.reasons.length ?? 0;
  return { ms, found, megabytes: Number(readFileSync(peak, 'utf8')) };
}

const NAMES = 'max_depth|n_estimators|learning_rate|batch_size|subsample';

/** The stated alternative: lines of the diff that look like an assignment; it sees comments and strings too. */
function grep({ folder, base }: TrainingChange) {
  const script = `git diff --unified=0 '${base}...HEAD' -- '*.py' | grep -cE '^\\+.*\\b(${NAMES})\\b *= *[0-9]'`;
  const started = performance.now();
  const found = Number(execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' }));
  return { ms: performance.now() - started, found };
}

function refuseOther({ faults }: TrainingChange, ours: number, theirs: number): void {
  if (ours >= faults && theirs >= faults) return;
  throw new Error(`of ${faults} literals the gate found ${ours}, grep ${theirs}`);
}
