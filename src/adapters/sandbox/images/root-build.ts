import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../kernel/app-error.ts';
import { fetchDebianPackages } from './debian-packages.ts';
import { MANIFEST, ROOT, readRootHome, rootHome } from './image-cache.ts';
import type { FoundImage, ImageManifest } from './image-manifest.ts';
import { debianPlatform } from './platform.ts';
import type { Environment } from './program-run.ts';
import { type Recipe, recipeHash } from './recipe.ts';
import { sumFolder } from './root-digest.ts';
import { furnishRoot, openToAll, tidyRoot, unpackRoot } from './root-folder.ts';
import { compilePackages, installPackages, tellPrograms } from './root-programs.ts';

/** Where and with what a root folder is made. */
export interface RootOrder {
  readonly recipe: Recipe;
  readonly cacheFolder: string;
  readonly environment: Environment;
  /** Hears what is being done, as words that stand alone. */
  readonly tell: (step: string) => void;
}

/** Finds the root folder of a recipe, or makes it. One that is there is summed up again and made anew if it changed. */
export async function buildRoot(order: RootOrder): Promise<FoundImage> {
  const hash = recipeHash(order.recipe, 'debian');
  const home = rootHome(order.cacheFolder, hash);
  const there = await readRootHome(home, hash);
  if (there !== null) {
    order.tell('checking the files that are there');
    const { digest } = await sumFolder(join(home, ROOT));
    if (digest === there.place.digest) return there;
    order.tell('the files have changed since they were made');
  }
  const images = dirname(home);
  await mkdir(images, { recursive: true, mode: 0o755 });
  await demandOpenWay(images);
  await removeLeftovers(images);
  // What cannot be used, such as one whose files were changed.
  if (existsSync(home)) await rename(home, join(images, `${STAGING}0-${basename(home)}`));
  const made = await makeAnew(order, { hash, home });
  const others = (await readdir(images)).filter((name) => /^[0-9a-f]{24}$/.test(name) && name !== basename(home));
  if (others.length > 0)
    order.tell(`${others.length} older in ${images}, for older versions only: ${others.join(', ')}`);
  return made;
}

const STAGING = '.new-';

/** In a folder of its own, which gets its name at the end: half an image is never found. */
async function makeAnew(order: RootOrder, { hash, home }: { hash: string; home: string }): Promise<FoundImage> {
  debianPlatform();
  const staging = await mkdtemp(join(dirname(home), `${STAGING}${process.pid}-`));
  try {
    await makeRoot(staging, order, hash);
    await rm(join(staging, WORK), { recursive: true, force: true });
    await putInPlace(staging, home, hash);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  const made = await readRootHome(home, hash);
  if (made === null) throw new AppError('broken', 'the new image is not where it was put', { where: home });
  return made;
}

const WORK = 'work';

async function makeRoot(staging: string, order: RootOrder, hash: string): Promise<void> {
  const { recipe, environment, tell } = order;
  const [root, work] = [join(staging, ROOT), join(staging, WORK)];
  tell('fetching packages of the distribution');
  const packages = await fetchDebianPackages(work, environment);
  tell(`unpacking ${packages.files.length} packages with Python ${packages.python}`);
  await unpackRoot(root, packages, environment);
  const made = { root, python: packages.python, environment };
  tell('installing pinned Python packages');
  const requirements = join(work, 'requirements.txt');
  await writeFile(requirements, recipe.requirements);
  await installPackages(made, requirements);
  await furnishRoot(root, packages.python);
  await tidyRoot(root, packages.python);
  tell('compiling');
  await compilePackages(made);
  await openToAll(root);
  tell('starting what was built');
  const { python, node, packages: installed } = await tellPrograms(made);
  const { digest, bytes } = await sumFolder(root);
  const facts = { digest, python, node, packages: installed };
  const manifest: ImageManifest = { recipe: hash, source: 'debian', bytes, facts };
  await writeFile(join(staging, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Somebody else may have been faster: then theirs stays, since a wall may stand on it already. */
async function putInPlace(staging: string, home: string, hash: string): Promise<void> {
  await chmod(staging, 0o755);
  try {
    await rename(staging, home);
  } catch (error) {
    if ((await readRootHome(home, hash)) === null) throw error;
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(STAGING)) continue;
    const pid = Number.parseInt(name.slice(STAGING.length), 10);
    if (pid === 0 || !isAlive(pid)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** For root, a strategy runs as another user, who has to get to the image. */
async function demandOpenWay(folder: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  for (let place = folder; place !== dirname(place); place = dirname(place)) {
    if (((await stat(place)).mode & 0o001) !== 0) continue;
    throw new AppError('bad-input', `other users cannot get into ${place}`, {
      where: 'CONCLAVE_CACHE',
      expected: 'a folder that the user of a strategy can reach',
      advice: `Take another one, or open it: chmod o+x ${place}`,
    });
  }
}
