import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../kernel/app-error.ts';
import { findContainerImage, imageName, labelLines } from './container-image.ts';
import type { FoundImage } from './image-manifest.ts';
import type { ImageOrder } from './image-order.ts';
import { runPiped, runToEnd } from './program-run.ts';
import { type Recipe, recipeHash } from './recipe.ts';
import { parseTold, TELL_PYTHON } from './root-programs.ts';

const OFFLINE_ADVICE =
  'The base images come from a registry. Where none can be reached, on Debian or Ubuntu: conclave sandbox build --from debian.';

/** Builds the image of the Dockerfile and writes into it what is in it. */
export async function buildContainerImage(order: ImageOrder, recipe: Recipe): Promise<FoundImage> {
  const { program, environment, tell } = order;
  const name = { source: 'registry', hash: recipeHash(recipe, 'registry') } as const;
  const there = await findContainerImage(program, name, environment);
  if (there !== null) return there;
  const run = (args: readonly string[], task: string) =>
    runToEnd({ program, args, task, environment, advice: OFFLINE_ADVICE });
  const folder = await mkdtemp(join(tmpdir(), 'conclave-image-'));
  const draft = `${imageName(name)}-${process.pid}`;
  try {
    await writeFile(join(folder, 'Dockerfile'), recipe.dockerfile);
    await writeFile(join(folder, 'requirements.txt'), recipe.requirements);
    tell('building from the base images of the registry');
    await run(['build', '--quiet', '--tag', draft, folder], 'build the sandbox image');
    tell('starting what was built');
    const asked = [...ASKING, draft];
    const { python, packages } = parseTold(
      await run([...asked, 'python3', '-s', '-P', '-B', '-c', TELL_PYTHON], 'start the Python of the new image'),
    );
    const node = (await run([...asked, 'node', '--version'], 'start the Node of the new image')).trim().slice(1);
    const labels = labelLines(name, { digest: null, python, node, packages });
    const container = (await run(['create', draft, 'python3'], 'label the new image')).trim();
    try {
      await run(
        ['commit', ...labels.flatMap((label) => ['--change', label]), container, imageName(name)],
        'label the new image',
      );
    } finally {
      await run(['rm', '--force', container], 'remove a draft').catch(() => undefined);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
    await run(['rmi', '--force', draft], 'remove a draft').catch(() => undefined);
  }
  return demandImage(order, name);
}

const ASKING = ['run', '--rm', '--pull=never', '--network=none', '--read-only', '--cap-drop=ALL'];

/** Puts a root folder into the store of an engine, with what is in it. */
export async function importRoot(
  order: ImageOrder,
  { recipe, root }: { readonly recipe: Recipe; readonly root: FoundImage },
): Promise<FoundImage> {
  const { program, environment, tell } = order;
  const name = { source: 'debian', hash: recipeHash(recipe, 'debian') } as const;
  const there = await findContainerImage(program, name, environment);
  if (there !== null && there.facts.digest === root.facts.digest) return there;
  if (root.place.kind !== 'root') throw new AppError('broken', 'only a root folder can be put into an engine');
  tell('putting it into the store of the engine');
  const changes = [...labelLines(name, root.facts), 'USER 65534:65534', 'WORKDIR /tmp', 'CMD ["/usr/bin/python3"]'];
  const args = ['import', ...changes.flatMap((change) => ['--change', change]), '-', imageName(name)];
  const common = { task: 'import the root folder', environment };
  await runPiped(
    { ...common, program: 'tar', args: [...PACKING, root.place.folder, '.'] },
    { ...common, program, args },
  );
  return demandImage(order, name);
}

/** The owner of every file is root, whoever built it. */
const PACKING = ['--create', '--sort=name', '--numeric-owner', '--owner=0', '--group=0', '--directory'];

async function demandImage(order: ImageOrder, name: Parameters<typeof imageName>[0]): Promise<FoundImage> {
  const found = await findContainerImage(order.program, name, order.environment);
  if (found !== null) return found;
  throw new AppError('outside-failed', 'the engine does not show the image that it was given', {
    where: order.program,
  });
}
