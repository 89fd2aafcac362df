import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Figure, renderFigures } from './figure.ts';
import { measureHelp } from './help.ts';
import { measurePreparation } from './preparation.ts';
import { ROOT, runNodeWell } from './process.ts';
import { measureSession } from './session.ts';

const before = load();
const figures = await measure();
process.stdout.write(`${renderFigures(figures)}
Medians on Node ${process.versions.node} with ${availableParallelism()} processors; load ${before} before and ${load()} after.
The ratio is that of the alternative to the figure. On a machine that does other work, trust the ratios.
`);

/** One after another, since each would slow the others down; the built program is thrown away afterwards. */
async function measure(): Promise<readonly Figure[]> {
  const bundle = `node_modules/.cache/conclave/bench-${process.pid}`;
  try {
    runNodeWell(['.ci/build.ts', bundle]);
    const installed = join(ROOT, bundle, 'conclave.js');
    return [...(await measureSession(installed)), ...measurePreparation(), ...measureHelp(installed)];
  } finally {
    rmSync(join(ROOT, bundle), { recursive: true, force: true });
  }
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
