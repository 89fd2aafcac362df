import type { Guarantee, GuaranteeName, WallEngineName } from '../../../backtest/wall/wall.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { WallChoice } from './wall-engine.ts';

const INSTALL: Readonly<Record<WallEngineName, string>> = {
  docker: 'Install Docker and start it (https://docs.docker.com/engine/install/)',
  podman: 'Install it (apt-get install podman runc)',
  bubblewrap: 'Install it (apt-get install bubblewrap util-linux)',
};

/** There is nothing that could put up a wall. */
export function noEngine(wanted: 'auto' | WallEngineName, unfit: readonly string[]): AppError {
  const reasons = unfit.length === 0 ? '' : ` (${unfit.join('; ')})`;
  return wanted === 'auto'
    ? new AppError('outside-failed', `there is no engine that can wall in a strategy${reasons}`, {
        expected: 'docker, podman or bubblewrap',
        advice: 'Install one of them, such as: apt-get install bubblewrap util-linux',
      })
    : new AppError('outside-failed', `the engine ${wanted} is not there, or does not answer${reasons}`, {
        expected: `${wanted} on the search path, ready to start something`,
        advice: `${INSTALL[wanted]}, or choose another engine.`,
      });
}

/** The engines are there, the programs behind their walls are not. */
export function noImage(engines: readonly WallEngineName[]): AppError {
  // Without a name the image would be built for the first engine that answers, which may be another one.
  const [only, ...others] = engines;
  const named = only === undefined || others.length > 0 ? '' : ` --engine ${only}`;
  return new AppError('outside-failed', `there is no image for ${engines.join(', ')}`, {
    expected: 'an image with the interpreters and packages that strategies run with',
    advice: `Make it, once: conclave sandbox build${named}`,
    absent: true,
  });
}

/** The wall does not hold what it has to. */
export function missingWords(
  { engine, version }: Pick<WallChoice, 'engine' | 'version'>,
  missing: readonly GuaranteeName[],
  guarantees: readonly Guarantee[],
): AppError {
  const details = missing.map((name) => {
    const detail = guarantees.find((each) => each.name === name)?.detail ?? 'was not measured';
    return `${name}: ${detail}`;
  });
  const options = missing.map((name) => `--allow-weaker ${name}`).join(' ');
  return new AppError('outside-failed', `the wall of ${engine} ${version} does not hold: ${details.join('; ')}`, {
    expected: 'a wall that holds everything mandatory',
    advice: `Use another engine or machine, or run behind the weaker wall, which the report then says first: ${options}`,
  });
}
