import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';

const MarketSymbol = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,31}$/, 'a symbol of letters, digits and ._:/-, e.g. BTCUSDT');

/** A path from the root of the repository; `{name}` stands for the name of the strategy file without its ending. */
const InsidePath = z
  .string()
  .min(1, 'a path from the root of the repository, e.g. data/btc.csv')
  .max(300, 'a path of at most 300 characters')
  .refine(staysInside, 'a path inside of the repository, with forward slashes and without . and ..');

const Patterns = z.array(Glob).max(20, 'at most 20 path patterns');

/** On what the strategies of a pattern are run. */
const StrategyRun = z.strictObject({
  strategies: Glob,
  data: z
    .record(MarketSymbol, InsidePath)
    .refine((files) => Object.keys(files).length > 0, 'at least one symbol with its file, e.g. BTCUSDT: data/btc.csv')
    .refine((files) => Object.keys(files).length <= 32, 'at most 32 symbols'),
  config: InsidePath.nullable().default(null),
  seed: z.int('a whole number').min(0).max(4_294_967_295).default(1),
  tests: Patterns.default(['test_{name}.py', '{name}_test.py']),
  golden: Patterns.default([]),
  params: z.record(z.string(), z.json()).default({}),
});
/** A row of `backtest.runs`: data, configuration, seed, tests and golden files of strategies. */
export type StrategyRun = z.infer<typeof StrategyRun>;

const Bound = (most: number, least: number) => z.int().min(least).max(most).default(most);

/** The wall of a repository's backtests; every bound can be made tighter and none wider. */
const WallConfig = z.strictObject({
  engine: z
    .enum(['auto', 'docker', 'podman', 'bubblewrap'])
    .default('auto')
    .describe('What stands the wall up: the first that works, or this one and no other.'),
  allow_weaker: z
    .array(z.enum(['network', 'secrets', 'files', 'user', 'memory', 'processes', 'clock']))
    .default([])
    .describe('Guarantees of the wall that may be missing; the report then begins with that.'),
  memory_mb: Bound(1024, 256).describe('Mebibytes of memory, swap included.'),
  cpus: z.number().min(0.05).max(0.5).default(0.5).describe('Share of one processor.'),
  processes: Bound(64, 16).describe('Processes and threads.'),
  open_files: Bound(128, 32).describe('Open descriptors of one process.'),
  file_mb: Bound(64, 1).describe('Mebibytes of one file.'),
  tmp_mb: Bound(64, 8).describe('Mebibytes of everything that a strategy writes, in memory.'),
  seconds: Bound(300, 1).describe('Seconds for each process with the strategy.'),
});
export type WallConfig = z.infer<typeof WallConfig>;

/** Which files are strategies, and how a pull request that touches one is tested. */
export const BacktestConfig = z
  .strictObject({
    strategies: z.array(Glob).default([]).describe('Files that are strategies, beside those that runs name.'),
    runs: z
      .array(StrategyRun)
      .max(50, 'at most 50 runs')
      .default([])
      .describe(
        'On what strategies are run: { strategies, data: { SYMBOL: file }, config, seed, tests, golden, params }; the first row whose pattern matches counts, and {name} in a path stands for the name of the strategy file.',
      ),
    wall: WallConfig.prefault({}).describe('The wall around a strategy.'),
    workflow: z
      .string()
      .regex(/^[A-Za-z0-9][\w.-]*\.ya?ml$/, 'the name of a file in .github/workflows, e.g. backtest.yml')
      .default('backtest.yml')
      .describe('The workflow whose runs the check believes and /conclave backtest starts.'),
    most_strategies: z
      .int()
      .min(1)
      .max(50)
      .default(10)
      .describe('Strategies of one pull request that are run; the others are named as not run.'),
    minutes: z
      .int()
      .min(1)
      .max(300)
      .default(45)
      .describe('Minutes for all strategies of one pull request; those that are left are named as not run.'),
  })
  .describe('Backtests of pull requests.');
export type BacktestConfig = z.infer<typeof BacktestConfig>;

function staysInside(path: string): boolean {
  const segments = path.split('/');
  return !/[\\\p{Cc}]/u.test(path) && segments.every((each) => each !== '' && each !== '.' && each !== '..');
}
