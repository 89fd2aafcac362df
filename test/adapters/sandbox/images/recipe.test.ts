import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecipe, recipeHash } from '../../../../src/adapters/sandbox/images/recipe.ts';
import { pinsOf } from './requirement-pins.ts';

const folder = join(import.meta.dirname, '../../../../src/adapters/sandbox/images');
const recipe = await readRecipe();

describe('the requirements of the image', () => {
  it('pin each package that is wanted, at the version that is wanted', () => {
    const wanted = readFileSync(join(folder, 'requirements.in'), 'utf8').match(/^[\w-]+==\S+$/gm) ?? [];

    const pins = pinsOf(recipe.requirements);

    expect(wanted.length).toBeGreaterThan(7);
    expect(wanted.filter((each) => pins.get(each.split('==')[0] ?? '')?.version !== each.split('==')[1])).toEqual([]);
  });

  it('have hashes for every package, and nothing but pins, hashes and remarks', () => {
    const pins = [...pinsOf(recipe.requirements).values()];
    const other = recipe.requirements
      .split('\n')
      .filter((line) => !/^$|^ *#|^[\w-]+==\S+( ; .+)? \\$|^ {4}--hash=sha256:[0-9a-f]{64}( \\)?$/.test(line));

    expect(pins.filter(({ hashes }) => hashes === 0)).toEqual([]);
    expect(other).toEqual([]);
    expect(recipe.requirements).toContain('uv pip compile --universal');
  });
});

describe('the Dockerfile of the image', () => {
  it('takes every base image by its digest', () => {
    const bases = recipe.dockerfile.match(/^FROM .*$/gm) ?? [];

    expect(bases).toHaveLength(2);
    expect(bases.filter((line) => !/@sha256:[0-9a-f]{64}( AS \w+)?$/.test(line))).toEqual([]);
  });

  it('installs by hash only and hands over to a user without rights', () => {
    expect(recipe.dockerfile).toContain('--require-hashes');
    expect(recipe.dockerfile).toContain('--only-binary :all:');
    expect(recipe.dockerfile).toMatch(/^USER 65534:65534$/m);
  });
});

describe('the hash of a recipe', () => {
  it.each(['registry', 'debian'] as const)('of %s changes with the requirements', (source) => {
    const changed = recipeHash({ ...recipe, requirements: `${recipe.requirements}\n` }, source);

    expect(changed).toMatch(/^[0-9a-f]{64}$/);
    expect(changed).not.toBe(recipeHash(recipe, source));
  });

  it('changes with the Dockerfile only where one is used', () => {
    const changed = { ...recipe, dockerfile: `${recipe.dockerfile}\n` };

    expect(recipeHash(changed, 'registry')).not.toBe(recipeHash(recipe, 'registry'));
    expect(recipeHash(changed, 'debian')).toBe(recipeHash(recipe, 'debian'));
  });
});
