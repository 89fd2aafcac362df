/** `npm run bench:gates`: the gates from a cold start, on a very large change, and beside the step of grep that teams have. */
import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Figure, renderFigures } from './figure.ts';
import { measureCases } from './gates/cases.ts';
import { measureEvent } from './gates/event.ts';
import { measureLarge } from './gates/large.ts';
import { ROOT, runNodeWell } from './process.ts';

const before = load();
const { figures, words } = await measure();
process.stdout.write(`${renderFigures(figures)}
${words}
Medians on Node ${process.versions.node} with ${availableParallelism()} processors; load ${before} before and ${load()} after.
The ratio is that of the alternative to the figure.
`);
process.exit(figures.some(({ bound, measured }) => bound !== null && measured >= bound) ? 1 : 0);

/** One after another, since each would slow the others down; the built program is thrown away afterwards. */
async function measure(): Promise<{ readonly figures: readonly Figure[]; readonly words: string }> {
  const bundle = `node_modules/.cache/conclave/bench-${process.pid}`;
  try {
    runNodeWell(['.ci/build.ts', bundle]);
    const installed = join(ROOT, bundle, 'conclave.js');
    const event = await measureEvent(installed);
    const large = measureLarge(installed);
    const cases = measureCases();
    return { figures: [...event, ...large, ...cases.figures], words: cases.words };
  } finally {
    rmSync(join(ROOT, bundle), { recursive: true, force: true });
  }
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
