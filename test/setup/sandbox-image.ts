import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { z } from 'zod';
import type { WallEngineName } from '../../src/backtest/wall/wall.ts';
import { messageOf } from '../../src/kernel/app-error.ts';
import { testImage } from '../sandbox/image.ts';
import { isHere, TESTED } from '../sandbox/standing-wall.ts';

const IMAGE = join(import.meta.dirname, '../sandbox/image.ts');

/**
 * Begins to build the image of strategies, where a test is run that asks for it; tests that need it wait until it
 * stands, the others go on meanwhile. What fails here is told again by the tests that need it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { filenamePattern } = Named.parse(project.vitest);
  const { testFiles } = await project.globTestFiles(filenamePattern);
  const building = leadTo(IMAGE, testFiles) ? buildImages() : Promise.resolve();
  return () => building;
}

async function buildImages(): Promise<void> {
  for (const engine of TESTED) {
    await buildImage(engine).catch((error: unknown) => console.error(`no image for ${engine}: ${messageOf(error)}`));
  }
}

async function buildImage(engine: WallEngineName): Promise<void> {
  if (await isHere(engine)) await testImage(engine);
}

/** What vitest keeps to itself: which files were named; where it no longer says, all are looked at. */
const Named = z.object({ filenamePattern: z.array(z.string()).optional().catch(undefined) });

/** Whether files of tests import a file, themselves or by others. */
function leadTo(wanted: string, files: readonly string[]): boolean {
  const seen = new Set(files);
  // A set hands out what is added to it while it is walked.
  for (const file of seen) {
    if (file === wanted) return true;
    for (const imported of importsOf(file)) seen.add(imported);
  }
  return false;
}

const TESTS = join(import.meta.dirname, '..');

/** What a file of the tests imports of the tests; the product imports none of them. */
function importsOf(file: string): readonly string[] {
  if (!file.startsWith(TESTS) || !existsSync(file)) return [];
  const paths = [...readFileSync(file, 'utf8').matchAll(/\bfrom '(\.[^']+\.ts)'|\bimport\('(\.[^']+\.ts)'\)/g)];
  return paths.map(([, named, later]) => join(dirname(file), named ?? later ?? ''));
}
