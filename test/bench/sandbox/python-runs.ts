import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openDataFile } from '../../../src/adapters/sandbox/data-file.ts';
import { openStrategyHost } from '../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import { openWallEngine } from '../../../src/adapters/sandbox/wall/opened-engine.ts';
import type { StandingWall } from '../../../src/adapters/sandbox/wall/stand-up.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { proveOverFiles } from '../../../src/flows/backtest/prove-over-files.ts';
import { type Figure, median } from '../figure.ts';
import { BARS, type BenchMarket, benchWall, PYTHON, timed, writeMarket } from './ground.ts';

const run = promisify(execFile);
const Output = z.object({ trades: z.int().min(1), standUp: z.number() });

/** A Python strategy over sixty days of five minutes: one run from command to artefacts, what the wall takes of it, and the proof. */
export async function measurePythonRuns(): Promise<{ readonly figures: readonly Figure[]; readonly words: string }> {
  using market = writeMarket();
  const bubblewrap = await measureRun('bubblewrap', market);
  const podman = await measureRun('podman', market);
  const standing = await benchWall('bubblewrap');
  const walled = await measureStart(standing);
  const bare = await measureBareStart();
  const proof = await measureProof(standing, market);
  const what = `run of ${BARS} bars in Python`;
  return {
    figures: [
      figure(`${what}, bubblewrap`, bubblewrap.ms, { bound: 2_500, other: null }),
      figure(`${what}, podman`, podman.ms, { bound: 5_000, other: ['bubblewrap', bubblewrap.ms] }),
      figure('what the wall of bubblewrap takes of a run', walled - bare, { bound: 300, other: null }),
      figure(`proof over every prefix of ${BARS} bars`, proof, { bound: 60_000, other: null }),
    ],
    words: `Runs made ${bubblewrap.trades} trades. Measuring the wall first took ${Math.round(bubblewrap.standUp)} ms with bubblewrap and ${Math.round(podman.standUp)} ms with podman, inside the run; a Python that does nothing took ${Math.round(walled)} ms behind it and ${Math.round(bare)} ms without.`,
  };
}

const ROUNDS = 5;

async function measureRun(engine: 'bubblewrap' | 'podman', { path, folder }: BenchMarket) {
  const program = join(import.meta.dirname, 'run-program.ts');
  const times: number[] = [];
  const standUps: number[] = [];
  let trades = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const begun = performance.now();
    const words = [program, engine, PYTHON, path, join(folder, `${engine}-${round}`)];
    const { stdout } = await run(process.execPath, ['--no-warnings', ...words]);
    const told = Output.parse(JSON.parse(stdout));
    trades = told.trades;
    // The first run fills the caches of compiled code.
    if (round > 0) times.push(performance.now() - begun);
    if (round > 0) standUps.push(told.standUp);
  }
  return { ms: median(times), standUp: median(standUps), trades };
}

const NOTHING = ['python3', '-s', '-P', '-B', '-c', 'pass'];

async function measureStart({ choice }: StandingWall): Promise<number> {
  const engine = openWallEngine(choice);
  const times: number[] = [];
  for (let round = 0; round < 3 * ROUNDS; round += 1) {
    times.push(
      await timed(async () => {
        const walled = await engine.start({ ...choice, command: NOTHING, surroundings: 'usual' });
        walled.output.resume();
        walled.errors.resume();
        await walled.end;
      }),
    );
  }
  return median(times);
}

async function measureBareStart(): Promise<number> {
  const [program = '', ...words] = NOTHING;
  const times: number[] = [];
  for (let round = 0; round < 3 * ROUNDS; round += 1)
    times.push(
      await timed(() => once(spawn(program, words, { stdio: 'ignore', env: { PATH: '/usr/bin:/bin' } }), 'exit')),
    );
  return median(times);
}

async function measureProof({ choice }: StandingWall, { path }: BenchMarket): Promise<number> {
  const order = {
    strategy: PYTHON,
    data: [{ symbol: 'X', path }],
    config: RunConfig.parse({ version: 1 }),
    seed: 1,
    timeLimit: 300_000,
  };
  const ports = {
    host: openStrategyHost({ wall: choice }),
    openData: (file: { readonly path: string; readonly symbol: string }) => openDataFile(file.path, file.symbol),
  };
  return await timed(async () => {
    const { answer, reasons, mode } = await proveOverFiles(order, ports);
    if (answer !== 'clean' || mode !== 'every_prefix')
      throw new Error(`the proof says ${answer}: ${reasons.join(' ')}`);
  });
}

function figure(
  what: string,
  measured: number,
  { bound, other }: { readonly bound: number; readonly other: readonly [string, number] | null },
): Figure {
  const alternative = other === null ? null : { what: other[0], measured: other[1] };
  return { what, measured, bound, unit: 'ms', alternative };
}
