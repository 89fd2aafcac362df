import { type Figure, median } from './figure.ts';
import { runNodeWell } from './process.ts';

const ROUNDS = 11;

/** How long `conclave --help` takes, as it is installed and from a checkout; the ways take turns, so that a burst of load meets all. */
export function measureHelp(installed: string): readonly Figure[] {
  const time = (...args: readonly string[]) => runNodeWell(args).ms;
  const rounds = Array.from({ length: ROUNDS }, () => ({
    installed: time(installed, '--help'),
    checkout: time('src/cli/start.ts', '--help'),
    nothing: time('-e', '0'),
  }));
  const alternative = { what: 'node -e 0', measured: median(rounds.map(({ nothing }) => nothing)) };
  const figure = (where: string, measured: readonly number[]): Figure => ({
    what: `conclave --help, ${where}`,
    measured: median(measured),
    bound: 250,
    unit: 'ms',
    alternative,
  });
  return [
    figure(
      'as installed',
      rounds.map((round) => round.installed),
    ),
    figure(
      'from a checkout',
      rounds.map(({ checkout }) => checkout),
    ),
  ];
}
