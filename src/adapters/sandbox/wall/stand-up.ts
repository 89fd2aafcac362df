import type { WallSettings } from '../../../backtest/wall/bounds.ts';
import type { Guarantee, GuaranteeName, Wall, WallEngineName, WallImage } from '../../../backtest/wall/wall.ts';
import { missingGuarantees } from '../../../backtest/wall/wall.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { listEngines, type ReadyEngine } from './engine-list.ts';
import { openWallEngine } from './opened-engine.ts';
import { missingWords, noEngine, noImage } from './refusal.ts';
import type { ImagePlace, WallChoice } from './wall-engine.ts';

/** An image that is there, and what is in it. */
export interface FoundImage {
  readonly place: ImagePlace;
  readonly facts: WallImage;
}

/** What wall is wanted. */
export interface WallWish {
  readonly engine: 'auto' | WallEngineName;
  readonly settings: WallSettings;
  /** Looks for the image of an engine, whose program is at this path. */
  readonly findImage: (engine: WallEngineName, program: string) => Promise<FoundImage | null>;
  /** Guarantees that may be missing. */
  readonly allowWeaker: readonly GuaranteeName[];
  /** Folders of programs, as the shell writes them. */
  readonly searchPath: string;
}

/** A wall that stands: how to put it up again, and what it was measured to hold. */
export interface StandingWall {
  readonly choice: WallChoice;
  readonly wall: Wall;
}

/**
 * Finds an engine and an image, and measures the wall that they make. Of several engines it is the first, in the order
 * docker, podman, bubblewrap, whose wall holds; where none does, it is refused with the names of what is missing.
 */
export async function standUp(wish: WallWish): Promise<StandingWall> {
  const { ready, unfit } = await listEngines(wish.engine, wish.searchPath);
  if (ready.length === 0) throw noEngine(wish.engine, unfit);
  const refusals: AppError[] = [];
  for (const each of ready) {
    const standing = await tryWall(each, wish, refusals);
    if (standing !== null) return standing;
  }
  throw refusals[0] ?? noImage(ready.map(({ engine }) => engine));
}

async function tryWall(ready: ReadyEngine, wish: WallWish, refusals: AppError[]): Promise<StandingWall | null> {
  const { engine, program, version } = ready;
  const image = await wish.findImage(engine, program);
  if (image === null) return null;
  const choice: WallChoice = { engine, program, version, image: image.place, settings: wish.settings };
  try {
    const guarantees = await openWallEngine(ready).probe({ image: image.place, settings: wish.settings });
    return { choice, wall: judge(guarantees, { choice, facts: image.facts, allowWeaker: wish.allowWeaker }) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'outside-failed') throw error;
    refusals.push(error);
    return null;
  }
}

interface Judged {
  readonly choice: WallChoice;
  readonly facts: WallImage;
  readonly allowWeaker: readonly GuaranteeName[];
}

/** What is missing is refused unless it was named, and then it is written down. */
function judge(guarantees: readonly Guarantee[], { choice, facts, allowWeaker }: Judged): Wall {
  const missing = missingGuarantees(guarantees);
  const refused = missing.filter((name) => !allowWeaker.includes(name));
  if (refused.length > 0) throw missingWords(choice, refused, guarantees);
  return {
    engine: choice.engine,
    version: choice.version,
    image: facts,
    bounds: choice.settings,
    guarantees: [...guarantees],
    weaker: [...missing],
  };
}
