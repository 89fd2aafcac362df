import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { APP_VARIABLE } from '../../app/settings.ts';
import manifest from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const image = read('Dockerfile');
const page = read('docs/install.md');

/** What `npm start` runs, without the name of Node. */
const [, ...program] = manifest.scripts.start.replace(/^exec /, '').split(' ');

describe('the container image', () => {
  it('is built on the Node that the project pins, as far as its major version goes', () => {
    const [, major] = /^FROM node:(\d+)-slim$/m.exec(image) ?? [];

    expect(major).toBe(read('.nvmrc').trim().split('.')[0]);
  });

  it('starts what npm start starts', () => {
    const command: unknown = JSON.parse(/^CMD (\[.*\])$/m.exec(image)?.[1] ?? 'null');

    expect(command).toEqual(['node_modules/node/bin/node', ...program]);
  });

  it('runs as a user without privileges', () => {
    const users = [...image.matchAll(/^USER (\w+)$/gm)].map(([, user]) => user);

    expect(users).toEqual(['node']);
  });

  it('sets variables that the app reads', () => {
    const [, line = ''] = /^ENV (.*)$/m.exec(image) ?? [];
    const names = [...line.matchAll(/(\w+)=/g)].map(([, name]) => name);

    expect(names.length).toBeGreaterThan(0);
    expect(Object.values(APP_VARIABLE)).toEqual(expect.arrayContaining(names));
  });

  it('is given every folder that the app or what it imports stands in, and none that is not there', () => {
    const given = [...read('.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path = '']) => path);
    const imports = globSync('{app,src}/**/*.ts', { cwd: root }).flatMap((path) => importedFolders(read(path)));

    expect(given.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    expect(given).toEqual(expect.arrayContaining([...new Set(imports), 'app', 'src', ...assetFolders]));
  });
});

describe('the unit for systemd', () => {
  it('starts what npm start starts', () => {
    const [, command] = /^ExecStart=\S+\/(node_modules\/\S+ .*)$/m.exec(page) ?? [];

    expect(command).toBe(['node_modules/node/bin/node', ...program].join(' '));
  });
});

/** What the program reads beside its code, as the published package carries it too. */
const assetFolders = ['skills', 'prompts', 'catalog'];

/** Top-level files and folders that a source file imports from the root. */
function importedFolders(source: string): readonly string[] {
  return [...source.matchAll(/from '(?:\.\.\/)+(app|src|package\.json)\b/g)].map(([, folder = '']) => folder);
}
