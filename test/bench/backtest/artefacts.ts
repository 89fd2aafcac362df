import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { HEAP_OPTIONS } from '../../../src/adapters/sandbox/engine/surroundings.ts';
import { runOnOneCore } from '../evidence/measured-run.ts';
import { type Figure, median } from '../figure.ts';
import { ROOT } from '../process.ts';

const Output = z.object({ ms: z.array(z.number()), result: z.object({ trades: z.number() }) });

const MILLION = 1_000_000;
/** A million bars at one million a second, which is promised with all artefacts. */
const MILLION_MS = 1_000;

/** A run with every artefact that is kept of it, from bars in memory to files, beside the same with the drills of the checks. */
export async function measureArtefacts(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  try {
    const middle = await measure(folder, ['1000000', '9', 'artefacts']);
    const checked = await measure(folder, ['1000000', '5', 'report']);
    const large = await measure(folder, [`${MILLION * 10}`, '1', 'artefacts']);
    const other = { what: 'the same with book and drills of the checks', measured: checked.ms };
    const bounded = { unit: 'ms', alternative: null } as const;
    return [
      {
        what: 'all artefacts of a million bars',
        measured: middle.ms,
        bound: MILLION_MS,
        unit: 'ms',
        alternative: other,
      },
      { ...bounded, what: 'all artefacts of ten million bars', measured: large.ms, bound: MILLION_MS * 10 },
      {
        ...bounded,
        what: 'memory with all artefacts at a million',
        measured: middle.megabytes,
        bound: 400,
        unit: 'MB',
      },
      {
        ...bounded,
        what: 'memory with all artefacts at ten million',
        measured: large.megabytes,
        bound: 1000,
        unit: 'MB',
      },
      { ...bounded, what: 'memory with checks at a million', measured: checked.megabytes, bound: 400, unit: 'MB' },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(folder: string, args: readonly string[]) {
  const program = join(ROOT, 'test/bench/backtest/artefacts-run.ts');
  const { stdout, megabytes } = await runOnOneCore([...HEAP_OPTIONS, program, folder, ...args], [0]);
  return { ms: median(Output.parse(JSON.parse(stdout)).ms), megabytes };
}
