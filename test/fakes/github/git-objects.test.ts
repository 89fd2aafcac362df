import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesOf, keepCommit, mergeBaseOf } from './commits.ts';
import { changesBetween, compareLines } from './file-changes.ts';
import { type GitObjects, keepFile } from './git-objects.ts';
import { importBranches } from './repository-import.ts';

const DATE = new Date('2026-05-12T09:00:00Z');

let folder: string;
let objects: GitObjects;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-fake-github-'));
  objects = new Map();
  git('init', '--quiet', '--template=', '--initial-branch=main');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('objects', () => {
  it('have the ids that git gives them', () => {
    write({ 'a.txt': 'ä\n', 'a/b.py': 'b\n', 'a/c/d.py': 'd', 'a.b/e': '' });
    symlinkSync('a.txt', join(folder, 'link'));
    commitAll('First\n\nwith a body');

    const author = { name: 'ada', email: 'ada@example.org', date: DATE };
    const files = new Map([
      ['link', keepFile(objects, { mode: '120000', content: 'a.txt' })],
      ['a.b/e', keepFile(objects, '')],
      ['a/c/d.py', keepFile(objects, new TextEncoder().encode('d'))],
      ['a.txt', keepFile(objects, 'ä\n')],
      ['a/b.py', keepFile(objects, 'b\n')],
    ]);
    const sha = keepCommit(objects, { files, parents: [], author, message: 'First\n\nwith a body' });

    expect(sha).toBe(git('rev-parse', 'HEAD'));
  });

  it('of a local repository are read with all its branches', () => {
    write({ 'a.txt': 'a\n' });
    commitAll('First');
    git('checkout', '--quiet', '-b', 'feature/x');
    write({ 'b.txt': 'b\n' });
    commitAll('Second');

    const branches = importBranches(folder, objects);

    expect(branches).toEqual(
      new Map([
        ['feature/x', git('rev-parse', 'feature/x')],
        ['main', git('rev-parse', 'main')],
      ]),
    );
    expect([...filesOf(objects, branches.get('feature/x') ?? '').keys()]).toEqual(['a.txt', 'b.txt']);
  });

  it('have the merge base that git finds', () => {
    write({ a: 'a' });
    commitAll('First');
    git('checkout', '--quiet', '-b', 'x');
    write({ b: 'b' });
    commitAll('on x');
    git('checkout', '--quiet', 'main');
    write({ c: 'c' });
    commitAll('on main');
    git('checkout', '--quiet', 'x');
    git('merge', '--quiet', '--no-edit', 'main');
    write({ d: 'd' });
    commitAll('on x again');
    git('checkout', '--quiet', 'main');
    write({ e: 'e' });
    commitAll('on main again');

    const branches = importBranches(folder, objects);
    const found = mergeBaseOf(objects, branches.get('main') ?? '', branches.get('x') ?? '');

    expect(found).toBe(git('merge-base', 'main', 'x'));
  });
});

describe('a patch', () => {
  const lines = Array.from({ length: 30 }, (_, n) => `line ${n + 1}\n`);

  it.each([
    { what: 'a changed line', before: lines.join(''), after: lines.with(9, 'other\n').join('') },
    { what: 'two hunks', before: lines.join(''), after: lines.with(2, 'x\n').with(25, 'y\n').join('') },
    { what: 'an insertion at the top', before: lines.join(''), after: `top\n${lines.join('')}` },
    { what: 'a removal at the end', before: lines.join(''), after: lines.slice(0, -2).join('') },
    { what: 'an end of line that goes away', before: 'a\nb\n', after: 'a\nb' },
    { what: 'an end of line that comes', before: 'a', after: 'a\n' },
    { what: 'a file of one line', before: 'a\n', after: 'b\n' },
    { what: 'a file that becomes empty', before: 'a\nb\n', after: '' },
    { what: 'an empty file that fills', before: '', after: 'a\n' },
    { what: 'ends of line of another system', before: 'a\r\nb\r\n', after: 'a\r\nc\r\n' },
  ])('is as git writes it for $what', ({ before, after }) => {
    write({ file: before });
    commitAll('before');
    git('branch', 'base');
    write({ file: after });
    commitAll('after');
    const branches = importBranches(folder, objects);
    const files = ['base', 'main'].map((branch) => filesOf(objects, branches.get(branch) ?? ''));
    const [change] = changesBetween(objects, files[0] ?? new Map(), files[1] ?? new Map());

    const { patch } = change === undefined ? { patch: null } : compareLines(objects, change);

    const diff = git('diff', '--no-color', 'base', 'main');
    expect(patch).toBe(withoutFunctionNames(diff.slice(diff.indexOf('@@'))));
  });

  /** Git adds the line of the surrounding function after a hunk's numbers; we leave it away. */
  function withoutFunctionNames(patch: string): string {
    return patch.replaceAll(/^(@@ .* @@).*$/gm, '$1');
  }
});

function git(...args: readonly string[]): string {
  const identity = { NAME: 'ada', EMAIL: 'ada@example.org', DATE: `${DATE.getTime() / 1000} +0000` };
  const env = Object.fromEntries(
    Object.entries(identity).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]),
  );
  const settings = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const said = execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...settings, ...env },
  });
  return said.replace(/\n$/, '');
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function commitAll(message: string): void {
  git('add', '--all');
  git('commit', '--quiet', '-m', message);
}
