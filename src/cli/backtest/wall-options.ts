import { z } from 'zod';
import { type GuaranteeName, MANDATORY, Wall, type WallEngineName } from '../../backtest/wall/wall.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { RunMode } from '../../ports/backtest-engine.ts';
import { parseGuarantee } from '../sandbox/options.ts';
import { parseWord } from '../word-option.ts';

/** Which wall is wanted around a strategy. */
export interface WallWords {
  readonly engine: 'auto' | WallEngineName;
  /** Guarantees that may be missing. */
  readonly allowWeaker: readonly GuaranteeName[];
}

/** The options of commander that `WallWords` come from. */
export const RawWallOptions = z.object({
  wall: z.union([z.literal(true), z.string()]).optional(),
  allowWeaker: z.array(z.string()).default([]),
});

const ModeWord = z.enum(['fast', 'strict']);

/** Reads `--wall [ENGINE]`; a strategy in Python needs one in any case, and null is none. */
export function parseWallOptions(
  { wall, allowWeaker }: z.infer<typeof RawWallOptions>,
  strategies: readonly string[],
): WallWords | null {
  if (wall === undefined && !strategies.some(isPython)) {
    if (allowWeaker.length === 0) return null;
    throw new AppError('bad-input', '--allow-weaker goes with --wall', { expected: '--wall --allow-weaker memory' });
  }
  const isNamed = typeof wall === 'string' && wall !== 'auto';
  const engine = isNamed ? parseWord(wall, Wall.shape.engine, '--wall') : 'auto';
  return { engine, allowWeaker: parseWeaker(allowWeaker) };
}

/** Reads the names of guarantees that may be missing; the share of the processor never holds anything up. */
export function parseWeaker(names: readonly string[]): readonly GuaranteeName[] {
  return names.map((name) => {
    const word = parseGuarantee(name);
    if (MANDATORY.some((each) => each === word)) return word;
    throw new AppError('bad-input', `${word} is advisory and needs no leave`, {
      where: '--allow-weaker',
      expected: `one of: ${MANDATORY.join(', ')}`,
    });
  });
}

/** Reads `--mode`. */
export function parseMode(text = 'fast'): RunMode {
  return parseWord(text, ModeWord, '--mode');
}

function isPython(path: string): boolean {
  return path.endsWith('.py');
}
