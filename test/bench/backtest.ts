/** `npm run bench:backtest`: the engine, all that is written of a run, the look-ahead proof and reading data, each on one core. */
import { availableParallelism, loadavg } from 'node:os';
import { measureArtefacts } from './backtest/artefacts.ts';
import { measureEngine } from './backtest/engine.ts';
import { measureLeaks } from './backtest/leaks.ts';
import { measureParse } from './backtest/parse.ts';
import { renderFigures } from './figure.ts';

const before = load();
const engine = await measureEngine();
const artefacts = await measureArtefacts();
const leaks = await measureLeaks();
const parse = measureParse();
const figures = [...engine.figures, ...artefacts, ...leaks.figures, ...parse.figures];
process.stdout.write(`${renderFigures(figures)}
${engine.words}
${leaks.words}
${parse.words}
Medians of the time of the processor on Node ${process.versions.node} with ${availableParallelism()} processors; load ${before} before and ${load()} after.
The ratio is that of the alternative to the figure.
`);
process.exit(figures.some(({ bound, measured }) => bound !== null && measured >= bound) ? 1 : 0);

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
