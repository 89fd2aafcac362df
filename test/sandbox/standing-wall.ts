import { findEngines } from '../../src/adapters/sandbox/engines.ts';
import { type StandingWall, standUp } from '../../src/adapters/sandbox/wall/stand-up.ts';
import { WallBounds, type WallSettings } from '../../src/backtest/wall/bounds.ts';
import type { WallEngineName } from '../../src/backtest/wall/wall.ts';
import { testImage } from './image.ts';

/** Bounds as they are by default. */
const USUAL: WallSettings = WallBounds.parse({});

/** Engines that have to be here; `.ci/run` installs them. */
const NEEDED: readonly WallEngineName[] = ['bubblewrap', 'podman'];

const ALL: readonly WallEngineName[] = ['docker', 'podman', 'bubblewrap'];

/** The engines that tests go through: those that `SANDBOX_ENGINE` names, or all that have to be here. */
export const TESTED: readonly WallEngineName[] =
  process.env.SANDBOX_ENGINE === undefined
    ? NEEDED
    : ALL.filter((name) => process.env.SANDBOX_ENGINE?.split(' ').includes(name));

/** The engines that tests do not go through, told by name so that nobody takes them for tested. */
export const ABSENT: readonly WallEngineName[] = ALL.filter((name) => !TESTED.includes(name));

/** Whether an engine's program is on this machine at all. */
export async function isHere(engine: WallEngineName): Promise<boolean> {
  return (await findEngines(process.env.PATH ?? '')).some(({ name }) => name === engine);
}

const standing = new Map<string, Promise<StandingWall>>();

/** A wall of this engine around the image of tests, measured once by each process of tests. */
export function standingWall(engine: WallEngineName, settings: Partial<WallSettings> = {}): Promise<StandingWall> {
  const key = JSON.stringify([engine, settings]);
  const begun = standing.get(key) ?? measureWall(engine, settings);
  standing.set(key, begun);
  return begun;
}

function measureWall(engine: WallEngineName, settings: Partial<WallSettings>): Promise<StandingWall> {
  return standUp({
    engine,
    settings: { ...USUAL, ...settings },
    findImage: (name) => testImage(name),
    allowWeaker: [],
    searchPath: process.env.PATH ?? '',
  });
}
