import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, median } from './figure.ts';
import { ROOT, runNodeWell } from './process.ts';

const ROUNDS = 11;

/** How long `conclave --help` takes, as it is installed and from a checkout. */
export function measureHelp(): readonly Figure[] {
  const bundle = `node_modules/.cache/conclave/bench-${process.pid}`;
  try {
    runNodeWell(['.ci/build.ts', bundle]);
    const ways = {
      bundle: [join(ROOT, bundle, 'conclave.js'), '--help'],
      source: ['src/cli/start.ts', '--help'],
      nothing: ['-e', '0'],
    };
    const rounds = Array.from({ length: ROUNDS }, () => ({
      bundle: runNodeWell(ways.bundle).ms,
      source: runNodeWell(ways.source).ms,
      nothing: runNodeWell(ways.nothing).ms,
    }));
    const alternative = { what: 'node -e 0', measured: median(rounds.map(({ nothing }) => nothing)) };
    return [
      {
        what: 'conclave --help, as installed',
        measured: median(rounds.map((round) => round.bundle)),
        bound: 250,
        unit: 'ms',
        alternative,
      },
      {
        what: 'conclave --help, from a checkout',
        measured: median(rounds.map(({ source }) => source)),
        bound: 250,
        unit: 'ms',
        alternative,
      },
    ];
  } finally {
    rmSync(join(ROOT, bundle), { recursive: true, force: true });
  }
}
