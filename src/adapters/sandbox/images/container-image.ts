import { z } from 'zod';
import { WallImage } from '../../../backtest/wall/wall.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { FoundImage } from './image-manifest.ts';
import { type Environment, endOfRun, failureOf } from './program-run.ts';
import type { ImageSource } from './recipe.ts';

/** The recipe of an image in the store of an engine. */
export interface RecipeName {
  readonly source: ImageSource;
  /** As `recipeHash` says. */
  readonly hash: string;
}

/** What an engine calls the image of a recipe; it holds the recipe's hash, so that another recipe is another image. */
export function imageName({ source, hash }: RecipeName): string {
  return `localhost/conclave-sandbox:${source}-${hash.slice(0, 24)}`;
}

/** Labels that make an image known without starting it. */
const LABEL = 'org.conclave.sandbox';

/** What is known of an image before it has got its digest, if it has none of its own. */
export type ImageFacts = Omit<WallImage, 'digest'> & { readonly digest: string | null };

/** The changes that write what is known of an image into it; one label each, since podman takes a second for a value. */
export function labelLines({ hash }: RecipeName, facts: ImageFacts): readonly string[] {
  const { digest, python, node, packages } = facts;
  const named = Object.entries(packages).map(([name, version]) => `${name}:${version}`);
  const labels = { recipe: hash, digest, python, node, packages: named.join(',') };
  return Object.entries(labels).flatMap(([name, value]) => (value === null ? [] : [`LABEL ${LABEL}.${name}=${value}`]));
}

const Inspected = z.tuple([
  z.object({
    Id: z.string().regex(/^(sha256:)?[0-9a-f]{64}$/),
    Size: z.number().min(0).default(0),
    Config: z.object({ Labels: z.record(z.string(), z.string()).nullish() }),
  }),
]);

/** Looks for the image of a recipe in the store of an engine; null where there is none. */
export async function findContainerImage(
  program: string,
  name: RecipeName,
  environment: Environment = process.env,
): Promise<FoundImage | null> {
  const run = { program, args: ['image', 'inspect', imageName(name)], task: 'look for the sandbox image', environment };
  const end = await endOfRun(run);
  if (end.code !== 0) {
    if (/no such (image|object)|image not known/i.test(end.errors)) return null;
    throw failureOf(
      { ...run, advice: 'Look whether the engine runs and you may use it, or take another one.' },
      end.errors,
    );
  }
  const [{ Id, Size, Config }] = parse(end.output, program);
  const labels = Config.Labels ?? {};
  // An image under our name that somebody else made.
  if (labels[`${LABEL}.recipe`] !== name.hash) return null;
  const id = Id.startsWith('sha256:') ? Id : `sha256:${Id}`;
  const facts = WallImage.safeParse({
    digest: labels[`${LABEL}.digest`] ?? id,
    python: labels[`${LABEL}.python`] ?? null,
    node: labels[`${LABEL}.node`] ?? null,
    packages: packagesIn(labels[`${LABEL}.packages`] ?? ''),
  });
  if (!facts.success) return null;
  return { place: { kind: 'image', id, digest: facts.data.digest }, facts: facts.data, bytes: Size };
}

function parse(output: string, program: string): z.infer<typeof Inspected> {
  try {
    return Inspected.parse(JSON.parse(output));
  } catch (error) {
    throw new AppError('outside-failed', 'the engine describes an image in a way that is not known', {
      where: program,
      expected: 'what "image inspect" of docker and podman prints',
      cause: error,
    });
  }
}

function packagesIn(label: string): Readonly<Record<string, string>> {
  const pairs = label.split(',').map((each) => each.split(':'));
  return Object.fromEntries(pairs.flatMap(([name, version]) => (name && version ? [[name, version]] : [])));
}
