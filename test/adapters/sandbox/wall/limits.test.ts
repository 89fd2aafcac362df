import { beforeAll, describe, expect, it } from 'vitest';
import type { Means } from '../../../../src/adapters/sandbox/wall/bubblewrap/means.ts';
import { startBubblewrap } from '../../../../src/adapters/sandbox/wall/bubblewrap/start.ts';
import { findProgram } from '../../../../src/adapters/sandbox/wall/program-path.ts';
import type { StandingWall } from '../../../../src/adapters/sandbox/wall/stand-up.ts';
import { standingWall } from '../../../sandbox/standing-wall.ts';
import { runEngine, START_THREADS } from './walled.ts';

/** What is left where neither groups nor scopes can be had. */
const LIMITS: Means = {
  ...{ words: 'limits of each process', isGrouped: false, hasShares: false, grouping: null, scope: null },
  counter: findProgram('unshare'),
};

/** Four processes that stay below the limit one by one. */
const HOARD_TOGETHER = `
import os, time
children = 0
while children < 3 and os.fork() != 0:
    children += 1
held = bytearray(b'x') * (120 << 20)
print('held', flush=True)
time.sleep(60)
`;

const HOARD_ALONE = `
held = []
try:
    while True:
        held.append(bytearray(b'x') * (16 << 20))
except MemoryError:
    print(len(held) * 16)
`;

describe('bubblewrap without control groups', () => {
  let standing: StandingWall;

  beforeAll(async () => {
    standing = await standingWall('bubblewrap');
  }, 300_000);

  const engine = () => ({
    start: (order: Parameters<typeof startBubblewrap>[1]) => startBubblewrap(standing.choice.program, order, LIMITS),
  });
  const settings = { memory_mb: 256, processes: 16 };

  it('refuses a process more address space than its memory', async () => {
    const { said, end } = await runEngine(engine(), standing.choice, { program: HOARD_ALONE, settings });

    expect(end).toEqual({ kind: 'exited', code: 0 });
    expect(Number(said)).toBeGreaterThan(150);
    expect(Number(said)).toBeLessThan(256);
  });

  it('ends processes that take too much memory together', async () => {
    const { end, left } = await runEngine(engine(), standing.choice, { program: HOARD_TOGETHER, settings });

    expect(end).toEqual({ kind: 'memory' });
    expect(left).toBe(0);
  });

  it('counts the processes of each wall for itself', async () => {
    const run = () => runEngine(engine(), standing.choice, { program: START_THREADS, settings });

    const runs = await Promise.all([run(), run()]);

    expect(runs.map(({ said }) => Number(said))).toEqual([16, 16]);
  });
});
