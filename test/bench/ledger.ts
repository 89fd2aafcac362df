/** `npm run bench:ledger`: opening the ledger of a pull request among 100,000 findings; the ledger of a very large change. */
import { availableParallelism, loadavg } from 'node:os';
import { renderFigures } from './figure.ts';
import { measureRound } from './ledger/round.ts';
import { measureStore } from './ledger/store.ts';

const before = load();
const round = measureRound();
const store = await measureStore();
const figures = [...round.figures, ...store.figures];
process.stdout.write(`${renderFigures(figures)}
${round.words}
${store.words}
Medians on Node ${process.versions.node} with ${availableParallelism()} processors, which the database shares; load ${before} before and ${load()} after.
The ratio is that of the alternative to the figure.
`);
process.exit(figures.some(({ bound, measured }) => bound !== null && measured >= bound) ? 1 : 0);

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
