import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { findEngines } from '../../../../src/adapters/sandbox/engines.ts';
import { testImage } from '../../../sandbox/image.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/** Runs pytest in the image of strategies, with this tree to be read only, and returns what it said. */
async function runTests(): Promise<string> {
  const { place } = await testImage('bubblewrap');
  const program = (await findEngines(process.env.PATH ?? '')).find(({ name }) => name === 'bubblewrap')?.path;
  if (place.kind !== 'root' || program === undefined) throw new Error('bubblewrap has no image here');
  const mounts = ['--ro-bind', place.folder, '/', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'];
  const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/tmp', LANG: 'C.UTF-8', TZ: 'UTC' };
  const { stdout, stderr } = spawnSync(
    program,
    [
      ...[...mounts, '--ro-bind', ROOT, '/tmp/tree', '--chdir', '/tmp/tree/test/adapters/sandbox/python'],
      ...['--unshare-all', '--die-with-parent', '--clearenv'],
      ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value]),
      ...['python3', '-s', '-P', '-B', '-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--color=no', '--tb=short'],
      ...['-W', 'ignore::UserWarning'],
    ],
    { encoding: 'utf8', timeout: 280_000 },
  );
  return stdout + stderr;
}

describe('the packages for strategies in Python', () => {
  let said = '';

  beforeAll(async () => {
    said = await runTests();
  }, 300_000);

  it('pass their own tests behind the image that strategies run in', () => {
    expect(said).toMatch(/^\d+ passed in /m);
    expect(said).not.toMatch(/failed|skipped|error/);
  });

  it('have that many tests that a suite which collects nothing is noticed', () => {
    expect(Number(/^(\d+) passed/m.exec(said)?.[1])).toBeGreaterThan(130);
  });
});
