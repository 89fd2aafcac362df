import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { assembleRelease } from '../../.ci/release.ts';
import { AppError } from '../../src/kernel/app-error.ts';

const PUBLISH = join(import.meta.dirname, '../../.ci/publish-branch');
const SOURCE = 'a'.repeat(40);

let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'conclave-release-'));
});

afterEach(() => rmSync(place, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(place, path)), { recursive: true });
  writeFileSync(join(place, path), text);
}

const read = (path: string): string => readFileSync(join(place, path), 'utf8');

describe('the files of the release branch', () => {
  function lay(repository = 'acme/conclave'): void {
    for (const name of ['LICENSE', 'CHANGELOG.md', 'action.yml', 'src/secret.ts']) write(`root/${name}`, `${name}\n`);
    write('root/dist/conclave.js', 'OWNER/conclave in code stays\n');
    write('root/dist/docs/workflows/guardrails.yml', 'uses: OWNER/conclave/actions/guardrails@v1\n');
    write('root/actions/guardrails/README.md', 'uses: OWNER/conclave@v1\n[x](../../docs/x.md) [y](../y)\n');
    const root = join(place, 'root');
    assembleRelease({ root, dist: join(root, 'dist'), target: join(place, 'target'), repository });
  }

  it('are the build, the actions and the licence, each with a checksum that holds', () => {
    lay();

    const lines = read('target/SHA256SUMS').trimEnd().split('\n');
    const sums = Object.fromEntries(lines.map((line) => line.split('  ').toReversed()));
    expect(Object.keys(sums)).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'action.yml',
      'actions/guardrails/README.md',
      'dist/conclave.js',
      'dist/docs/workflows/guardrails.yml',
    ]);
    for (const [path, sum] of Object.entries(sums)) {
      expect(
        createHash('sha256')
          .update(read(`target/${path}`))
          .digest('hex'),
      ).toBe(sum);
    }
  });

  it('name the repository that publishes them where users copy from', () => {
    lay('acme/guards');

    expect(read('target/dist/docs/workflows/guardrails.yml')).toBe('uses: acme/guards/actions/guardrails@v1\n');
    expect(read('target/actions/guardrails/README.md')).toBe(
      'uses: acme/guards@v1\n[x](https://github.com/acme/guards/blob/main/docs/x.md) [y](../y)\n',
    );
    expect(read('target/dist/conclave.js')).toBe('OWNER/conclave in code stays\n');
  });

  it('replace what stood there', () => {
    write('target/old.js', 'old');

    lay();

    expect(() => read('target/old.js')).toThrow('ENOENT');
  });

  it('are refused without a build, and for what names no repository', () => {
    expect(() => lay('acme')).toThrow(AppError);
    rmSync(join(place, 'root/dist'), { recursive: true });
    const [root, target] = [join(place, 'root'), join(place, 'target')];
    expect(() => assembleRelease({ root, dist: join(root, 'dist'), target, repository: 'a/b' })).toThrow(
      'cannot be copied',
    );
  });
});

describe('the release branch', () => {
  beforeEach(() => {
    git(['init', '--quiet', '--bare', '--initial-branch=main', 'remote']);
    write('tree/dist/conclave.js', 'one\r\n');
  });

  function git(options: readonly string[]): string {
    return execFileSync('git', options, { cwd: place, encoding: 'utf8', stdio: 'pipe' }).trim();
  }

  function publish(version: string, source = SOURCE) {
    const options = [join(place, 'tree'), join(place, 'remote'), 'v1', version, source];
    const { status, stdout, stderr } = spawnSync(PUBLISH, options, { encoding: 'utf8' });
    return { status, commit: stdout.trim(), stderr };
  }

  const inRemote = (...options: readonly string[]): string => git(['-C', 'remote', ...options]);

  it('begins without a past, with the bytes as they are and the commit that they were built from', () => {
    const { status, commit } = publish('v1.0.0');

    expect(status).toBe(0);
    expect(inRemote('log', '--format=%H|%P|%B', 'v1')).toBe(
      `${commit}||Conclave v1.0.0\n\nBuilt from commit ${SOURCE}.`,
    );
    expect(execFileSync('git', ['-C', 'remote', 'show', 'v1:dist/conclave.js'], { cwd: place }).toString()).toBe(
      'one\r\n',
    );
  });

  it('grows by one commit with the next release, in which deleted files are gone', () => {
    const first = publish('v1.0.0').commit;
    rmSync(join(place, 'tree/dist'), { recursive: true });
    write('tree/action.yml', 'name: x\n');

    const second = publish('v1.1.0').commit;

    expect(inRemote('rev-list', 'v1')).toBe(`${second}\n${first}`);
    expect(inRemote('ls-tree', '-r', '--name-only', 'v1')).toBe('action.yml');
  });

  it('stays where it is when nothing changed', () => {
    const first = publish('v1.0.0').commit;

    expect(publish('v1.0.1').commit).toBe(first);
    expect(inRemote('rev-list', '--count', 'v1')).toBe('1');
  });

  it('holds files that a list of ignored ones would leave out, and moves no tag', () => {
    const first = publish('v1.0.0').commit;
    inRemote('tag', 'v1.0.0', first);
    write('tree/.gitignore', 'dist\n');
    write('tree/dist/more.js', 'two\n');

    publish('v1.1.0');

    expect(inRemote('ls-tree', '-r', '--name-only', 'v1')).toContain('dist/more.js');
    expect(inRemote('rev-parse', 'v1.0.0')).toBe(first);
  });

  it('is not touched for a source that is no commit', () => {
    const { status, stderr } = publish('v1.0.0', 'main');

    expect({ status, stderr }).toEqual({ status: 2, stderr: 'publish-branch: "main" is no commit\n' });
    expect(inRemote('branch', '--list')).toBe('');
  });
});
