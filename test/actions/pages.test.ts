import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findDeadLinks } from '../docs/markdown-links.ts';
import { readText } from './lint.ts';

const root = join(import.meta.dirname, '../..');
const pages = globSync('actions/*/README.md', { cwd: root });

it('every action has a page', () => {
  expect(pages.sort()).toEqual(globSync('actions/*/action.yml', { cwd: root }).map(pageOf).sort());
});

it('the pages of the actions link only to what is there', () => {
  const documents = Object.fromEntries(pages.map((path) => [path, readText(path)]));

  expect(findDeadLinks(documents, (path) => existsSync(join(root, path)))).toEqual([]);
});

function pageOf(path: string): string {
  return path.replace('action.yml', 'README.md');
}
