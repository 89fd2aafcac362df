/** `npm run bench:sandbox`: runs, proofs and questions behind walls, and what the walls themselves take. */
import { availableParallelism, loadavg } from 'node:os';
import { type Figure, renderFigures } from './figure.ts';
import { measurePythonRuns } from './sandbox/python-runs.ts';
import { measureQuestions } from './sandbox/questions.ts';
import { measureMillion } from './sandbox/typescript-million.ts';

const before = load();
const runs = await measurePythonRuns();
const million = await measureMillion();
const questions = await measureQuestions();
const figures: readonly Figure[] = [...runs.figures, ...million.figures, ...questions.figures];
process.stdout.write(`${renderFigures(figures)}
${runs.words}
${million.words}
${questions.words}
Medians of time on the clock on Node ${process.versions.node} with ${availableParallelism()} processors; load ${before} before and ${load()} after.
The ratio is that of the alternative to the figure.
`);
process.exit(figures.some(({ bound, measured }) => bound !== null && measured >= bound) ? 1 : 0);

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
