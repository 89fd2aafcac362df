import { findImage, type ImageQuestion } from '../../adapters/sandbox/images/found-image.ts';
import { buildImage } from '../../adapters/sandbox/images/image-build.ts';
import { imageCacheFolder } from '../../adapters/sandbox/images/image-cache.ts';
import type { FoundImage } from '../../adapters/sandbox/images/image-manifest.ts';
import type { ImageOrder } from '../../adapters/sandbox/images/image-order.ts';
import { type EngineList, listEngines } from '../../adapters/sandbox/wall/engine-list.ts';
import { type StandingWall, standUp } from '../../adapters/sandbox/wall/stand-up.ts';
import { WallBounds } from '../../backtest/wall/bounds.ts';
import { MANDATORY, type WallEngineName } from '../../backtest/wall/wall.ts';
import type { Terminal } from '../terminal.ts';

export { noEngine } from '../../adapters/sandbox/wall/refusal.ts';

/** What the commands of the sandbox ask of this machine. */
export interface SandboxPorts {
  readonly engines: (wanted: 'auto' | WallEngineName) => Promise<EngineList>;
  /** The image of an engine, whose program is at a path; null where it was not built yet. */
  readonly find: (engine: WallEngineName, program: string) => Promise<FoundImage | null>;
  readonly build: (order: Pick<ImageOrder, 'engine' | 'program' | 'source' | 'tell'>) => Promise<FoundImage>;
  /** Measures the wall of an engine, whatever it lacks; one that cannot be put up is an AppError. */
  readonly measure: (engine: WallEngineName) => Promise<StandingWall>;
}

/** Joins the commands of the sandbox with the engines and the image cache of this machine. */
export function wireSandbox(terminal: Pick<Terminal, 'environment' | 'folder'>): SandboxPorts {
  const { environment } = terminal;
  const searchPath = environment.PATH ?? '';
  return {
    engines: (wanted) => listEngines(wanted, searchPath),
    find: imageFinder(terminal),
    build: (order) => buildImage({ ...order, ...placeOf(terminal), environment }),
    measure: (engine) =>
      standUp({
        engine,
        settings: WallBounds.parse({}),
        findImage: imageFinder(terminal),
        allowWeaker: MANDATORY,
        searchPath,
      }),
  };
}

/** Looks for images where `conclave sandbox build` puts them. */
export function imageFinder(
  terminal: Pick<Terminal, 'environment' | 'folder'>,
): (engine: WallEngineName, program: string) => Promise<FoundImage | null> {
  return (engine, program) => findImage({ engine, program, ...placeOf(terminal) });
}

function placeOf({
  environment,
  folder,
}: Pick<Terminal, 'environment' | 'folder'>): Pick<ImageQuestion, 'cacheFolder'> {
  return { cacheFolder: imageCacheFolder(environment, folder) };
}
