import { ADVISORY, type GuaranteeName, type Wall, type WallEngineName } from '../../backtest/wall/wall.ts';

/** How an engine of this machine stands: its wall as it was measured, or why there is none. */
export type EngineStanding =
  | { readonly kind: 'measured'; readonly engine: WallEngineName; readonly wall: Wall }
  | { readonly kind: 'none'; readonly engine: WallEngineName; readonly why: string; readonly advice: string | null };

/** What is missing of a wall and was not allowed to be; null where no wall stood. */
export function lackOf(standing: EngineStanding, allowed: readonly GuaranteeName[]): readonly GuaranteeName[] | null {
  return standing.kind === 'none' ? null : standing.wall.weaker.filter((name) => !allowed.includes(name));
}

/** Whether strategies can run behind the wall of an engine. */
export function isStanding(standing: EngineStanding, allowed: readonly GuaranteeName[]): boolean {
  return lackOf(standing, allowed)?.length === 0;
}

/** Whether a guarantee may be missing without a word. */
export function isAdvisory(name: GuaranteeName): boolean {
  return ADVISORY.some((each) => each === name);
}
