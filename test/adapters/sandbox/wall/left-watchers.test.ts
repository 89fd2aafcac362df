import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { findEngines } from '../../../../src/adapters/sandbox/engines.ts';
import { readHostFacts } from '../../../../src/adapters/sandbox/wall/containers/host-facts.ts';
import { endWatchers } from '../../../../src/adapters/sandbox/wall/containers/left-watchers.ts';
import { processesWith } from '../../../../src/adapters/sandbox/wall/probe/host-process.ts';
import { testImage } from '../../../sandbox/image.ts';
import { ABSENT, TESTED } from '../../../sandbox/standing-wall.ts';

const name = `conclave-${process.pid}-00left000000`;
const program = (await findEngines(process.env.PATH ?? '')).find((engine) => engine.name === 'podman')?.path ?? '';
const { runtime, mostProcesses } = readHostFacts();

afterAll(() => {
  if (TESTED.includes('podman')) podman('rm', '--force', '--ignore', name);
});

it('nothing is said of podman where it is not tested', () => {
  expect([...TESTED, ...ABSENT]).toContain('podman');
});

describe.runIf(TESTED.includes('podman'))('a container whose start was broken off', () => {
  it('is ended with its watcher and the process that waits to become its first one', async () => {
    const { place } = await testImage('podman');
    const image = place.kind === 'image' ? place.id : place.folder;
    const limits = [`--ulimit=nproc=${mostProcesses}:${mostProcesses}`, '--ulimit=nofile=128:128'];
    podman('create', '--name', name, '--network=none', '--log-driver=none', ...limits, image, 'python3');
    podman('init', name);
    const before = processesWith(name).map(({ id }) => id);
    const waiting = before.flatMap((id) => childrenOf(id));

    await endWatchers(name);

    expect(before).toHaveLength(1);
    expect(waiting).toHaveLength(1);
    expect(processesWith(name)).toEqual([]);
    expect(waiting.filter(isAlive)).toEqual([]);
  }, 240_000);

  it('is not missed where there is none', async () => {
    await expect(endWatchers('conclave-0-000000000000')).resolves.toBeUndefined();
  });
});

function podman(...words: readonly string[]): void {
  execFileSync(program, [...(runtime === null ? [] : ['--runtime', runtime]), ...words], { stdio: 'ignore' });
}

function childrenOf(id: number): readonly number[] {
  return readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}

/** One that waits for its parent to hear of its end is none any more. */
function isAlive(id: number): boolean {
  try {
    return !/^State:\tZ/m.test(readFileSync(`/proc/${id}/status`, 'utf8'));
  } catch {
    return false;
  }
}
