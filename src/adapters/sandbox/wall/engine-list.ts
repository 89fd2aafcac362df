import type { WallEngineName } from '../../../backtest/wall/wall.ts';
import { findEngines } from '../engines.ts';
import { readBubblewrapVersion } from './bubblewrap/bubblewrap.ts';
import { readServerVersion } from './containers/server-version.ts';
import type { WallChoice } from './wall-engine.ts';

/** An engine that can be asked to put up walls. */
export type ReadyEngine = Pick<WallChoice, 'engine' | 'program' | 'version'>;

/** The engines of this machine, in the order in which they are tried, and why the others are none. */
export interface EngineList {
  readonly ready: readonly ReadyEngine[];
  /** One reason each, such as `docker: Cannot connect to the Docker daemon`. */
  readonly unfit: readonly string[];
}

const ORDER: readonly WallEngineName[] = ['docker', 'podman', 'bubblewrap'];

/** Lists the engines in a search path that are there and answer; `engine` is the one that is wanted, or any. */
export async function listEngines(engine: 'auto' | WallEngineName, searchPath: string): Promise<EngineList> {
  const found = await findEngines(searchPath);
  const ready: ReadyEngine[] = [];
  const unfit: string[] = [];
  for (const name of engine === 'auto' ? ORDER : [engine]) {
    const program = found.find((each) => each.name === name)?.path;
    if (program === undefined) continue;
    const answer =
      name === 'bubblewrap' ? await readBubblewrapVersion(program) : await readServerVersion(name, program);
    if ('version' in answer) ready.push({ engine: name, program, version: answer.version });
    else unfit.push(`${name}: ${answer.reason}`);
  }
  return { ready, unfit };
}
