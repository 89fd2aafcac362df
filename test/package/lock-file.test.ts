import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { completeLockFile, findMissingRecords, LockFile } from '../../.ci/lock-file.ts';

describe('a lock file', () => {
  const lock = LockFile.parse({
    lockfileVersion: 3,
    packages: {
      '': { name: 'house', devDependencies: { bundler: '2.0.0' } },
      'node_modules/bundler': {
        version: '2.0.0',
        integrity: 'sha512-x',
        optionalDependencies: {
          '@bundler/darwin-arm64': '2.0.0',
          '@bundler/linux-x64-gnu': '2.0.0',
          '@bundler/linux-x64-musl': '2.0.0',
          watcher: '^1.0.0',
        },
      },
      'node_modules/@bundler/linux-x64-gnu': { version: '2.0.0', os: ['linux'] },
      'node_modules/tester': { version: '1.0.0' },
      'node_modules/watcher': { version: '1.0.0', optionalDependencies: { '@bundler/linux-x64-gnu': '3.0.0' } },
      'node_modules/tester/node_modules/bundler': {
        version: '1.0.0',
        optionalDependencies: { '@bundler/linux-x64-gnu': '1.0.0' },
      },
    },
  });

  it('lacks what is asked for and recorded nowhere, or in another version', () => {
    expect(findMissingRecords(lock).map(({ place }) => place)).toEqual([
      'node_modules/@bundler/darwin-arm64',
      'node_modules/@bundler/linux-x64-musl',
      'node_modules/watcher/node_modules/@bundler/linux-x64-gnu',
      'node_modules/tester/node_modules/@bundler/linux-x64-gnu',
    ]);
  });

  it('is completed with the platform that the name says, and lacks nothing then', () => {
    const complete = completeLockFile(lock);

    expect(complete.packages['node_modules/@bundler/linux-x64-musl']).toEqual({
      version: '2.0.0',
      cpu: ['x64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    });
    expect(findMissingRecords(complete)).toEqual([]);
  });

  it('keeps everything else that stands in it', () => {
    const complete = completeLockFile(lock);

    expect(complete.lockfileVersion).toBe(3);
    expect(complete.packages).toMatchObject(lock.packages);
  });
});

describe('the lock file of this repository', () => {
  const text = readFileSync(join(import.meta.dirname, '../../package-lock.json'), 'utf8');

  it('is complete, so that "npm ci" accepts it ("npm run lock" completes it)', () => {
    expect(findMissingRecords(LockFile.parse(JSON.parse(text)))).toEqual([]);
  });

  it('names no registry', () => {
    expect(text).not.toContain('"resolved": "http');
  });
});
