import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { AppError, messageOf } from '../../../../kernel/app-error.ts';
import { probeWall } from '../probe/probe.ts';
import type { WallChoice, WallEngine } from '../wall-engine.ts';
import { findMeans, type Means } from './means.ts';
import { startBubblewrap } from './start.ts';

const run = promisify(execFile);
const LONGEST_ANSWER_MS = 10_000;

/** The version of a bubblewrap and what it would keep memory and processes within bounds with, or why it is none. */
export async function readBubblewrapVersion(
  program: string,
): Promise<{ readonly version: string } | { readonly reason: string }> {
  try {
    const { stdout } = await run(program, ['--version'], { env: {}, timeout: LONGEST_ANSWER_MS });
    const number = /\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? 'of unknown version';
    return { version: versionWords(number, await findMeans()) };
  } catch (error) {
    return { reason: messageOf(error) };
  }
}

/** Opens bubblewrap with the means that it was measured with. */
export function openBubblewrap({ program, version }: Pick<WallChoice, 'program' | 'version'>): WallEngine {
  let found: Promise<Means> | null = null;
  const means = (): Promise<Means> => {
    found ??= findMeans().then((now) => {
      if (version.endsWith(now.words)) return now;
      throw changed(version, now);
    });
    return found;
  };
  const engine: WallEngine = {
    name: 'bubblewrap',
    version,
    start: async (order) => startBubblewrap(program, order, await means()),
    probe: async (order) => {
      const { isGrouped, hasShares } = await means();
      return await probeWall(engine, order, { isMemoryCounted: isGrouped, hasShares });
    },
  };
  return engine;
}

function versionWords(number: string, { words }: Means): string {
  return `${number} with ${words}`;
}

function changed(version: string, { words }: Means): AppError {
  return new AppError('outside-failed', `bubblewrap was measured as ${version}, and now there are ${words}`, {
    expected: 'the same machine, user and rights as when the wall was measured',
    advice: 'Run the command again.',
    passing: true,
  });
}
