import { availableParallelism, loadavg } from 'node:os';
import { renderFigures } from './figure.ts';
import { measureHelp } from './help.ts';
import { measurePreparation } from './preparation.ts';
import { measureSession } from './session.ts';

// Measured one after another: each would slow the others down.
const load = loadavg()[0]?.toFixed(1);
const figures = [...(await measureSession()), ...measurePreparation(), ...measureHelp()];
process.stdout.write(`${renderFigures(figures)}
Medians on Node ${process.versions.node}, ${availableParallelism()} processors, load ${load} at the start. Ratio: the alternative to the figure.
`);
