import type { WallEngineName } from '../../../backtest/wall/wall.ts';
import type { Environment } from './program-run.ts';
import type { ImageSource } from './recipe.ts';

/** Which image is built, and from what. */
export interface ImageOrder {
  readonly engine: WallEngineName;
  /** Absolute path of the engine's program. */
  readonly program: string;
  /** As `imageCacheFolder` says. */
  readonly cacheFolder: string;
  /** `debian` for bubblewrap, which knows nothing else. */
  readonly source: ImageSource;
  readonly environment: Environment;
  /** Hears what is being done, as words that stand alone. */
  readonly tell: (step: string) => void;
}
