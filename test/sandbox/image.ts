import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findEngines } from '../../src/adapters/sandbox/engines.ts';
import { findImage } from '../../src/adapters/sandbox/images/found-image.ts';
import { buildImage } from '../../src/adapters/sandbox/images/image-build.ts';
import { imageCacheFolder } from '../../src/adapters/sandbox/images/image-cache.ts';
import type { FoundImage } from '../../src/adapters/sandbox/images/image-manifest.ts';

/** The image in which tests run strategies; built once, also where several test processes want it at the same time. */
export async function testImage(engine: 'bubblewrap' | 'podman' | 'docker'): Promise<FoundImage> {
  const program = (await findEngines(process.env.PATH ?? '')).find(({ name }) => name === engine)?.path;
  if (program === undefined) throw new Error(`${engine} is absent on this machine; .ci/run installs what tests need`);
  const cacheFolder = imageCacheFolder(process.env);
  const find = () => findImage({ engine, program, cacheFolder });
  return (
    (await find()) ??
    alone(cacheFolder, async () => {
      const source = engine === 'docker' ? 'registry' : 'debian';
      const order = { engine, program, cacheFolder, source, environment: process.env, tell: () => undefined } as const;
      return (await find()) ?? (await buildImage(order));
    })
  );
}

/** What a run of the program is told so that it finds this image, whatever its home and caches are otherwise. */
export function imageEnvironment(): Readonly<Record<string, string>> {
  return { CONCLAVE_CACHE: imageCacheFolder(process.env) };
}

/** Lets one process after the other do something; who died over it is waited for no longer than a build takes. */
async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, 'test-image.lock');
  mkdirSync(folder, { recursive: true });
  while (!taken(lock)) await wait(100);
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

const LONGEST_BUILD_MS = 300_000;

function taken(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const found = statSync(lock, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > LONGEST_BUILD_MS)
      rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
