import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { appFilePath, prepareHome } from '../../src/adapters/installation/app-file.ts';

const ROOT = join(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-unreadable-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

/** Runs the program with a home that it cannot use; it says so and ends. */
function start(home: string, uid?: number) {
  const { status, stderr } = spawnSync(process.execPath, ['--no-deprecation', join(ROOT, 'app/main.ts')], {
    env: { PATH: process.env.PATH ?? '', CONCLAVE_HOME: home, PORT: '0' },
    encoding: 'utf8',
    timeout: 20_000,
    ...(uid !== undefined && { uid }),
  });
  return { status, words: stderr };
}

const REST = [
  '  expected a file of this user alone in a folder of this user, or none yet',
  '  Choose another home with CONCLAVE_HOME, or give this user the right to read it.',
  '',
].join('\n');

describe('a home whose credentials cannot be read', () => {
  it('is refused with 2 when it is a file', () => {
    const home = join(folder, 'file');
    writeFileSync(home, '');

    const { status, words } = start(home);

    const what = 'the credentials cannot be read: a file stands where the home of Conclave should be';
    expect(words).toBe(`conclave: ${appFilePath(home)}: ${what}\n${REST}`);
    expect(status).toBe(2);
  });

  it.runIf(isRoot)('is refused with 2 when it belongs to somebody else', () => {
    prepareHome(folder);

    const { status, words } = start(folder, 65_534);

    const what = 'the credentials cannot be read: its owner, or that of a folder above it, does not allow it';
    expect(words).toBe(`conclave: ${appFilePath(folder)}: ${what}\n${REST}`);
    expect(status).toBe(2);
  });
});
