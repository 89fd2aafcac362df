import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import type { Repository } from '../../../src/ports/repository.ts';
import { makeRepository, removeFolders, scratchEnvironment } from './scratch-repository.ts';

afterAll(removeFolders);

const settings = '.github/conclave.yml';

describe('the files of a commit', () => {
  const scratch = makeRepository();
  let repository: Repository;

  beforeAll(async () => {
    scratch.write(settings, 'version: 1\r\n');
    scratch.write('skills/risk/SKILL.md', 'é\n');
    scratch.write('skills/risk/rules/a*b.yml', 'x\n');
    scratch.write('skills/risk/rules/axb.yml', 'y\n');
    scratch.write('skills-old/x.md', '');
    scratch.write('image.png', Buffer.from([0, 1]));
    symlinkSync('/etc/passwd', join(scratch.folder, 'skills/link.md'));
    symlinkSync('/etc', join(scratch.folder, 'elsewhere'));
    scratch.commit();
    scratch.git('tag', 'base');
    scratch.write(settings, 'version: 2\n');
    scratch.commit();
    repository = await openRepository(scratch.folder, scratchEnvironment);
  });

  it('are read as they stood at that commit', async () => {
    const [atBase, atHead] = [
      await repository.readFiles('base', [settings]),
      await repository.readFiles('HEAD', [settings]),
    ];

    expect(atBase.get(settings)).toEqual({ kind: 'text', text: 'version: 1\n' });
    expect(atHead.get(settings)).toEqual({ kind: 'text', text: 'version: 2\n' });
  });

  it.each([
    ['image.png', 'binary'],
    ['none.yml', 'absent'],
    ['skills', 'absent'],
    ['skills/', 'absent'],
    ['skills/link.md', 'absent'],
    ['elsewhere/passwd', 'absent'],
    ['../secret', 'absent'],
    ['/etc/passwd', 'absent'],
    ['', 'absent'],
    ['--help', 'absent'],
    ['skills/risk/rules/a*b.yml', 'text'],
  ])('are told by what they are: %j is %s', async (path, kind) => {
    expect((await repository.readFiles('base', [path])).get(path)?.kind).toBe(kind);
  });

  it('are read many at a time, each in its place', async () => {
    const paths = Array.from({ length: 450 }, (_, index) => `none-${index}`).concat(settings, 'skills/risk/SKILL.md');

    const readings = await repository.readFiles('base', paths);

    expect(readings.size).toBe(paths.length);
    expect(readings.get('skills/risk/SKILL.md')).toEqual({ kind: 'text', text: 'é\n' });
  });

  it('are not mistaken for patterns', async () => {
    expect([...(await repository.readFiles('base', ['skills/risk/rules/a*b.yml'])).values()]).toEqual([
      { kind: 'text', text: 'x\n' },
    ]);
  });

  it.each([
    ['skills', ['skills/risk/SKILL.md', 'skills/risk/rules/a*b.yml', 'skills/risk/rules/axb.yml']],
    ['skills/risk/rules/', ['skills/risk/rules/a*b.yml', 'skills/risk/rules/axb.yml']],
    ['none', []],
    ['..', []],
    [settings, []],
  ])('are listed below a folder, without links: %s', async (folder, expected) => {
    expect(await repository.listFiles('base', folder)).toEqual(expected);
  });

  it('are listed whole for the empty folder', async () => {
    expect(await repository.listFiles('base', '')).toContain(settings);
  });

  it('are listed with the ids of their contents, links among them and submodules left out', async () => {
    const id = (path: string) => scratch.git('rev-parse', `base:${path}`);

    const listed = await repository.listBlobs('base', 'skills/');

    expect(listed).toEqual([
      { path: 'skills/link.md', id: id('skills/link.md'), kind: 'link' },
      { path: 'skills/risk/SKILL.md', id: id('skills/risk/SKILL.md'), kind: 'file' },
      { path: 'skills/risk/rules/a*b.yml', id: id('skills/risk/rules/a*b.yml'), kind: 'file' },
      { path: 'skills/risk/rules/axb.yml', id: id('skills/risk/rules/axb.yml'), kind: 'file' },
    ]);
    expect((await repository.listBlobs('base', '')).map(({ path }) => path)).toContain(settings);
    expect([await repository.listBlobs('base', '../skills'), await repository.listBlobs('base', settings)]).toEqual([
      [],
      [],
    ]);
  });

  it('belong to a commit that has an id', async () => {
    expect(await repository.findCommit('base')).toBe(scratch.git('rev-parse', 'base^{commit}'));
  });
});

describe('the files of a commit whose listing is too long to be kept', () => {
  const scratch = makeRepository();
  const many = Array.from({ length: 26_000 }, (_, index) => `${'long-name-'.repeat(12)}${index}.csv`);
  let commit: string;
  let repository: Repository;

  beforeAll(async () => {
    scratch.write(settings, 'version: 1\n');
    scratch.commit();
    const id = scratch.git('rev-parse', `HEAD:${settings}`);
    const folder = scratch.git('rev-parse', 'HEAD:.github');
    const lines = many.map((name) => `100644 blob ${id}\t${name}\n`).join('');
    const input = `040000 tree ${folder}\t.github\n${lines}`;
    const tree = execFileSync('git', ['mktree'], { cwd: scratch.folder, input, encoding: 'utf8' }).trim();
    commit = scratch.git('commit-tree', '-m', 'many', tree);
    repository = await openRepository(scratch.folder, scratchEnvironment);
  });

  it('are read and listed all the same', async () => {
    const paths = [settings, 'none.csv', ...many.slice(0, 300)];

    const read = await repository.readFiles(commit, paths);

    const absent = [...read].flatMap(([path, { kind }]) => (kind === 'text' ? [] : [path]));
    expect(absent).toEqual(['none.csv']);
    expect(await repository.listFiles(commit, '.github')).toEqual([settings]);
    expect(await repository.listFiles(commit, '')).toHaveLength(many.length + 1);
  });
});
