import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findContainerImage, imageName, labelLines } from '../../../../src/adapters/sandbox/images/container-image.ts';
import { buildImage } from '../../../../src/adapters/sandbox/images/image-build.ts';
import { readRecipe, recipeHash } from '../../../../src/adapters/sandbox/images/recipe.ts';
import { type FakePrograms, fakePrograms } from './fake-programs.ts';

const NAME = { source: 'registry', hash: recipeHash(await readRecipe(), 'registry') } as const;
const ID = `sha256:${'1'.repeat(64)}`;
const FACTS = { digest: null, python: '3.11.9', node: '24.1.0', packages: { numpy: '2.4.6', pandas: '3.1.1' } };

/** What an engine says of an image with these labels. */
function inspected(labels: Readonly<Record<string, string>> | null, id = ID): string {
  return JSON.stringify([{ Id: id, Size: 5_000, Config: { Labels: labels } }]);
}

/** The labels as they are written into an image. */
function labelsOf(lines: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(lines.map((line) => /^LABEL ([\w.]+)=(\S+)$/.exec(line)?.slice(1) ?? ['no', 'label']));
}

/** An engine that describes its image as a file beside it says, and notes what it is told. */
function fakeEngine(script: string): FakePrograms {
  return fakePrograms({ docker: `echo "$*" >> "$HERE/told"\n${script}` });
}

const SHOWS =
  'case "$*" in "image inspect "*) cat "$HERE/image" 2>/dev/null || { echo "Error: No such image: x" >&2; exit 1; };; esac';

describe('an image in the store of an engine', () => {
  it('is found by the hash of its recipe, with what is in it', async () => {
    using fakes = fakeEngine(SHOWS);
    writeFileSync(join(fakes.folder, 'image'), inspected(labelsOf(labelLines(NAME, FACTS))));

    const found = await findContainerImage(fakes.path('docker'), NAME, fakes.environment);

    expect(found).toEqual({
      place: { kind: 'image', id: ID, digest: ID },
      facts: { ...FACTS, digest: ID },
      bytes: 5_000,
    });
    expect(readFileSync(join(fakes.folder, 'told'), 'utf8')).toBe(`image inspect ${imageName(NAME)}\n`);
  });

  it('keeps the digest of the root folder that it was made from', async () => {
    using fakes = fakeEngine(SHOWS);
    const digest = `sha256:${'2'.repeat(64)}`;
    const labels = labelsOf(labelLines(NAME, { ...FACTS, digest }));
    writeFileSync(join(fakes.folder, 'image'), inspected(labels, '1'.repeat(64)));

    const found = await findContainerImage(fakes.path('docker'), NAME, fakes.environment);

    expect(found?.place).toEqual({ kind: 'image', id: ID, digest });
  });

  it.each([
    ['is not there', null],
    ['has no labels', inspected(null)],
    ['was made by another recipe', inspected(labelsOf(labelLines({ ...NAME, hash: 'f'.repeat(64) }, FACTS)))],
    ['says something odd of itself', inspected({ ...labelsOf(labelLines(NAME, { ...FACTS, digest: 'sha256:x' })) })],
  ])('is missing when it %s', async (_, image) => {
    using fakes = fakeEngine(SHOWS);
    if (image !== null) writeFileSync(join(fakes.folder, 'image'), image);

    expect(await findContainerImage(fakes.path('docker'), NAME, fakes.environment)).toBeNull();
  });

  it.each([
    ['is not running', 'echo "Cannot connect to the Docker daemon" >&2; exit 1', 'Cannot connect to the Docker daemon'],
    ['speaks in riddles', 'echo "[]"', 'describes an image in a way that is not known'],
  ])('is not taken for missing where the engine %s', async (_, script, words) => {
    using fakes = fakeEngine(script);

    await expect(findContainerImage(fakes.path('docker'), NAME, fakes.environment)).rejects.toMatchObject({
      code: 'outside-failed',
      message: expect.stringContaining(words),
    });
  });
});

/** An engine that builds: what it is told to write into an image stands in it afterwards. */
const BUILDS = `
case "$1" in
  image) test -e "$HERE/labels" || { echo 'Error: No such image' >&2; exit 1; }
    printf '[{"Id":"${ID}","Size":7,"Config":{"Labels":{%s}}}]' "$(cat "$HERE/labels")";;
  build) for last; do :; done; cp "$last/Dockerfile" "$last/requirements.txt" "$HERE/";;
  run) case "$*" in *--version) echo v24.1.0;; *) echo '{"python":"3.11.9","packages":{"pandas":"3.1.1"}}';; esac;;
  create) echo container-1;;
  commit) for word in "$@"; do case "$word" in LABEL*) word=\${word#LABEL }
      printf '%s"%s":"%s"' "$comma" "\${word%%=*}" "\${word#*=}" >> "$HERE/labels"; comma=,;; esac; done;;
esac`;

const order = (fakes: FakePrograms) =>
  ({
    engine: 'docker',
    program: fakes.path('docker'),
    cacheFolder: join(fakes.folder, 'cache'),
    source: 'registry',
    environment: fakes.environment,
    tell: () => undefined,
  }) as const;

describe('an image of a registry', () => {
  it('is built once from the recipe, asked what is in it, and labelled', async () => {
    using fakes = fakeEngine(BUILDS);

    const first = await buildImage(order(fakes));
    const second = await buildImage(order(fakes));

    expect(first.facts).toEqual({ digest: ID, python: '3.11.9', node: '24.1.0', packages: { pandas: '3.1.1' } });
    expect(second).toEqual(first);
    const told = readFileSync(join(fakes.folder, 'told'), 'utf8').split('\n');
    expect(told.filter((line) => line.startsWith('build '))).toHaveLength(1);
    expect(told.filter((line) => line.startsWith('run ') && !line.includes('--network=none'))).toEqual([]);
    expect(told.some((line) => /^rmi --force localhost\/conclave-sandbox:registry-\w+-\d+$/.test(line))).toBe(true);
    expect(readFileSync(join(fakes.folder, 'requirements.txt'), 'utf8')).toBe((await readRecipe()).requirements);
  });

  it('that cannot be reached is told with the other way, and leaves nothing behind', async () => {
    using fakes = fakeEngine(
      'case "$1" in image) echo "No such image" >&2; exit 1;; build) echo "no route" >&2; exit 1;; esac',
    );

    await expect(buildImage(order(fakes))).rejects.toMatchObject({
      code: 'outside-failed',
      message: 'could not build the sandbox image: no route',
      facts: { advice: expect.stringContaining('conclave sandbox build --from debian') },
    });
    const [, folder = ''] =
      / (\S+)$/m.exec(/^build .*$/m.exec(readFileSync(join(fakes.folder, 'told'), 'utf8'))?.[0] ?? '') ?? [];
    expect(folder).toContain('conclave-image-');
    expect(existsSync(folder)).toBe(false);
  });
});
