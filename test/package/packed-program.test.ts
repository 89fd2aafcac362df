import { createHash, generateKeyPairSync } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import settings from '../../package.json' with { type: 'json' };
import { builtDelivery } from '../fixtures/built-program.ts';
import { installPackedProgram, type PackedProgram } from './packed-program.ts';

const oneMegabyte = 1_000_000;

describe('the packed program, installed into an empty folder', () => {
  let packed: PackedProgram;
  let installed: string;

  beforeAll(() => {
    packed = installPackedProgram();
    installed = join(packed.folder, 'node_modules/conclave');
  }, 120_000);

  afterAll(() => packed.remove());

  it('brings no other package with it', () => {
    const folders = readdirSync(join(packed.folder, 'node_modules')).filter((name) => !name.startsWith('.'));

    expect(folders).toEqual(['conclave']);
  });

  it('can be started by its name', () => {
    expect(readdirSync(join(packed.folder, 'node_modules/.bin'))).toEqual(['conclave']);
  });

  it('says its version', () => {
    const { code, stdout, stderr } = packed.run(['--version']);

    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${settings.version}\n`, stderr: '' });
  });

  it('names its commands', () => {
    const { code, stdout } = packed.run(['--help']);

    expect(code).toBe(0);
    expect(stdout).toContain('review');
  });

  it('reviews a diff with the syntax engine that travels with it', () => {
    const diff = join(import.meta.dirname, '../../docs/examples/momentum/changes/leaky.diff');

    const { code, stdout } = packed.run(['review', '--diff', diff, '--rehearsal', '--json']);

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      rehearsal: true,
      verdict: { status: 'REJECTED', code: 'DATA_LEAKAGE' },
    });
  });

  it('tells the language of a question', () => {
    const diff = join(import.meta.dirname, '../../docs/examples/momentum/changes/clean.diff');

    const { code, stderr } = packed.run([
      'review',
      '--diff',
      diff,
      '--rehearsal',
      '--question',
      'Est-ce que cette stratégie est rentable ?',
    ]);

    expect(code).toBe(2);
    expect(stderr).toContain('not in English');
  });

  it('looks at app and database with what it carries, and says that neither answers', () => {
    const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const environment = {
      GITHUB_APP_ID: '7',
      GITHUB_PRIVATE_KEY: String(privateKey.export({ type: 'pkcs1', format: 'pem' })),
      GITHUB_WEBHOOK_SECRET: 'of this test alone',
      GITHUB_API_URL: 'http://127.0.0.1:1',
      DATABASE_URL: 'postgres://ada@127.0.0.1:1/conclave',
      CONCLAVE_HOME: join(packed.folder, 'home'),
    };

    const { stdout, stderr } = packed.run(
      ['doctor', '--json'],
      `Object.assign(process.env, ${JSON.stringify(environment)});`,
    );

    expect(stderr).toBe('');
    expect(JSON.parse(stdout).lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ check: 'app', status: 'ok', found: expect.stringContaining('credentials of app 7') }),
        expect.objectContaining({ check: 'app', unasked: true, found: expect.stringContaining('GitHub could not be') }),
        expect.objectContaining({ check: 'database', unasked: true, found: expect.stringContaining('ECONNREFUSED') }),
      ]),
    );
  });

  it('refuses an older Node before it loads anything else', () => {
    const pretend = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } });";

    const { code, stdout, stderr } = packed.run(['--version'], pretend);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('this is Node 20.20.2, which is too old');
  });

  it('holds the built program, the documents npm asks for, and no source', () => {
    expect(readdirSync(installed).sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'dist', 'package.json']);
    expect(listFiles(installed).filter((path) => path.endsWith('.ts'))).toEqual([]);
  });

  it('holds skills, prompts, catalog and the syntax engine of both platforms', () => {
    const files = listFiles(join(installed, 'dist'));

    expect(files).toEqual(
      expect.arrayContaining([
        'catalog/models.yaml',
        'language-table.json',
        'scan-watcher.js',
        'scan-worker.js',
        'THIRD-PARTY-NOTICES.txt',
      ]),
    );
    expect(files.filter((path) => path.startsWith('native/'))).toEqual([
      'native/linux-arm64/ast-grep.node',
      'native/linux-arm64/python.so',
      'native/linux-x64/ast-grep.node',
      'native/linux-x64/python.so',
    ]);
    expect(files.filter((path) => path.startsWith('sandbox/images/'))).toEqual([
      'sandbox/images/Dockerfile',
      'sandbox/images/requirements.txt',
    ]);
    const ofPython = files.filter((path) => path.startsWith('sandbox/python/'));
    expect(ofPython).toEqual(expect.arrayContaining(['sandbox/python/boot.py', 'sandbox/python/adapters/__init__.py']));
    expect(ofPython.filter((path) => !/\.py$|\/py\.typed$/.test(path))).toEqual([]);
    expect(files.some((path) => /^skills\/[^/]+\/SKILL\.md$/.test(path))).toBe(true);
    expect(files.some((path) => /^prompts\/[^/]+\.md$/.test(path))).toBe(true);
  });

  it('stays within its size: code under 5 MB, all under 25 MB', () => {
    const dist = join(installed, 'dist');
    const sizes = listFiles(dist).map((path) => ({ path, bytes: statSync(join(dist, path)).size }));
    const sum = (those: typeof sizes): number => those.reduce((total, { bytes }) => total + bytes, 0);

    expect(sum(sizes.filter(({ path }) => path.endsWith('.js')))).toBeLessThan(5 * oneMegabyte);
    expect(sum(sizes)).toBeLessThan(25 * oneMegabyte);
  });

  it('states the licence of what it carries', () => {
    const notices = readFileSync(join(installed, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');

    expect(notices).toContain('@ast-grep/napi');
    expect(notices).toContain('Permission is hereby granted');
  });

  it('is made of the same bytes when it is built again', async () => {
    const again = await builtDelivery();

    expect(fingerprint(again)).toEqual(fingerprint(join(installed, 'dist')));
  });
});

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function fingerprint(folder: string): Readonly<Record<string, string>> {
  const hash = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, path)))
      .digest('hex');
  return Object.fromEntries(listFiles(folder).map((path) => [path, hash(path)]));
}
