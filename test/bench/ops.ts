/** `npm run bench:ops`: the state of a large house from a local Prometheus, and a thousand diagnoses from files. */
import { availableParallelism, loadavg } from 'node:os';
import { renderFigures } from './figure.ts';
import { measureDiagnoses } from './ops/diagnoses.ts';
import { measureState } from './ops/state.ts';

const before = load();
const state = await measureState();
const diagnoses = measureDiagnoses();
const figures = [...state.figures, ...diagnoses];
process.stdout.write(`${renderFigures(figures)}
${state.words}
Medians on Node ${process.versions.node} with ${availableParallelism()} processors, which Prometheus shares; load ${before} before and ${load()} after.
The ratio is that of the alternative to the figure.
`);
process.exit(figures.some(({ bound, measured }) => bound !== null && measured >= bound) ? 1 : 0);

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
