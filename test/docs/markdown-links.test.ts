import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDeadLinks } from './markdown-links.ts';

const root = join(import.meta.dirname, '../..');

describe('the documents of this repository', () => {
  const paths = globSync(['*.md', '.github/**/*.md', 'docs/**/*.md'], { cwd: root });

  it('link only to what is there', () => {
    const documents = Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));

    const dead = findDeadLinks(documents, (path) => existsSync(join(root, path)));

    expect(dead).toEqual([]);
  });

  it('were really read', () => {
    expect(paths).toEqual(expect.arrayContaining(['CHANGELOG.md', '.github/CONTRIBUTING.md', 'docs/glossary.md']));
  });
});

describe('a link', () => {
  const target = '# The house\n\n## Who may `import` whom?\n\n## Notes\n\n## Notes\n';
  const check = (text: string): readonly string[] =>
    findDeadLinks({ 'docs/a.md': text, 'docs/b.md': target }, (path) => ['docs/a.md', 'docs/b.md'].includes(path));

  it.each([
    ['to a file', '[b](b.md)'],
    ['to a heading elsewhere', '[b](b.md#who-may-import-whom)'],
    ['to the second heading of a name', '[b](b.md#notes-1)'],
    ['to a heading of its own', '# Here\n\n[up](#here)'],
    ['through a folder', '[b](../docs/b.md)'],
    ['by reference', '[b]\n\n[b]: b.md'],
    ['into the web', '[b](https://example.com/nothing) <someone@example.com>'],
    ['in code', '`[c](c.md)`\n\n```md\n[c](c.md)\n```'],
  ])('%s is alive', (_, text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    ['to no file', '[c](c.md)', 'docs/a.md:1: c.md leads to no file'],
    ['to no heading', 'x\n\n[b](b.md#nowhere)', 'docs/a.md:3: b.md#nowhere leads to no heading'],
    ['to no heading of its own', '[up](#here)', 'docs/a.md:1: #here leads to no heading'],
    ['to no picture', '![c](c.png)', 'docs/a.md:1: c.png leads to no file'],
    ['by a dead reference', '[b]\n\n[b]: c.md', 'docs/a.md:3: c.md leads to no file'],
    ['out of the repository', '[b](../../x.md)', 'docs/a.md:1: ../../x.md leaves the repository'],
  ])('%s is dead', (_, text, sentence) => {
    expect(check(text)).toEqual([sentence]);
  });
});
