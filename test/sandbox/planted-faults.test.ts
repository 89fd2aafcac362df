import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runFolders } from '../../src/adapters/files/run-folders.ts';
import { openDataFile } from '../../src/adapters/sandbox/data-file.ts';
import { openEngine } from '../../src/adapters/sandbox/engine/engine.ts';
import { openStrategyHost } from '../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import type { WallChoice } from '../../src/adapters/sandbox/wall/wall-engine.ts';
import { RunConfig } from '../../src/backtest/run-config.ts';
import { makeRun, type RunWish } from '../../src/flows/backtest/made-run.ts';
import type { RunPorts } from '../../src/flows/backtest/run-ports.ts';
import { marketCsv } from './market-csv.ts';
import { standingWall } from './standing-wall.ts';

const HERE = join(import.meta.dirname, 'strategies');
const namesIn = (folder: string): readonly string[] =>
  readdirSync(join(HERE, folder)).filter((name) => /\.py$/.test(name));

/** What a strategy that is not determined by its bars is found by; all others of its folder see later bars. */
const CHANCE = ['unseeded_chance.py', 'hash_order.py', 'local_zone.py'];

let folder: string;
let wall: WallChoice;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'conclave-planted-'));
  writeFileSync(join(folder, 'X.csv'), marketCsv(260));
  wall = (await standingWall('bubblewrap', { cpus: null })).choice;
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.concurrent('twenty strategies in Python', { timeout: 120_000 }, () => {
  it('are ten sound ones and ten with a planted fault', () => {
    expect(namesIn('sound')).toHaveLength(10);
    expect(namesIn('faulty')).toHaveLength(10);
    expect(namesIn('faulty')).toEqual(expect.arrayContaining(CHANCE));
  });

  it.each(namesIn('sound'))('%s is clean, runs the same twice, and trades', async (name) => {
    const { proofs, outcome } = await test(join('sound', name), { twice: true, leaks: true });

    expect(proofs.lookAhead).toMatchObject({ answer: 'clean', differences: [] });
    expect(proofs.determinism).toMatchObject({ answer: 'same', differences: [] });
    expect(outcome.summary.total.trades).toBeGreaterThan(1);
  });

  it.each(namesIn('faulty').filter((name) => !CHANCE.includes(name)))(
    '%s is caught seeing later bars',
    async (name) => {
      const { proofs } = await test(join('faulty', name), { twice: false, leaks: true });

      expect(proofs.lookAhead?.answer).toBe('leak');
      expect(proofs.lookAhead?.differences[0]?.words).toMatch(/with the later bars/);
    },
  );

  it.each(CHANCE)('%s is caught running otherwise the second time', async (name) => {
    const { proofs } = await test(join('faulty', name), { twice: true, leaks: false });

    expect(proofs.determinism?.answer).toBe('differs');
    expect(proofs.determinism?.differences[0]).toMatch(/^\w+\.(?:csv|log|json)/);
  });
});

async function test(name: string, wish: Pick<RunWish, 'twice' | 'leaks'>) {
  await using staging = await runFolders.passing();
  const ports: RunPorts = {
    engine: openEngine({ wall }),
    host: openStrategyHost({ wall }),
    folders: runFolders,
    openData: ({ path, symbol }) => openDataFile(path, symbol),
    reportAssets: () => Promise.reject(new Error('no report is asked for')),
    now: () => 0,
    wall: null,
    program: { version: 'test', node: process.version, platform: 'test' },
  };
  const order = {
    strategy: join(HERE, name),
    data: [{ symbol: 'X', path: join(folder, 'X.csv') }],
    config: RunConfig.parse({ version: 1 }),
    seed: 7,
    timeLimit: 100_000,
  };
  return await makeRun({ order, ...wish }, staging, { ports, watcher: {} });
}
