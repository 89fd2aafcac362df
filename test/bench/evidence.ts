/** `npm run bench:evidence`: the evidence rules on a very large change, on one long file, on files made to hold them up; documents. */
import { rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { measureCrafted } from './evidence/crafted.ts';
import { measureDocuments } from './evidence/documents.ts';
import { measureLarge } from './evidence/large.ts';
import { measureSingle } from './evidence/single.ts';
import { type Figure, renderFigures } from './figure.ts';
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
    const large = await measureLarge(join(ROOT, bundle, 'conclave.js'));
    const worker = join(ROOT, bundle, 'scan-worker.js');
    const single = await measureSingle(worker);
    const crafted = await measureCrafted(worker);
    return { figures: [...large, ...single, crafted.figure, ...measureDocuments()], words: crafted.words };
  } finally {
    rmSync(join(ROOT, bundle), { recursive: true, force: true });
  }
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
