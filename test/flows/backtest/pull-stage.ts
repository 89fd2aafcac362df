import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFolders } from '../../../src/adapters/files/run-folders.ts';
import { openCommitFiles } from '../../../src/adapters/git/commit-files.ts';
import { openRepository } from '../../../src/adapters/git/repository.ts';
import { Bundle, type BundledStrategy } from '../../../src/backtest/bundle/bundle.ts';
import { INSPECTION_FILE } from '../../../src/backtest/inspection/static-check.ts';
import type { PullFacts } from '../../../src/flows/backtest/described-pull.ts';
import {
  type PulledStrategy,
  type PulledTests,
  type PullOrder,
  type PullPorts,
  type StrategyTest,
  testPull,
} from '../../../src/flows/backtest/test-pull.ts';
import { makeFolder } from '../../adapters/git/scratch-repository.ts';
import { INSPECTION } from '../../backtest/artefacts/sample-summary.ts';
import { testedStrategy } from '../../backtest/bundle/tested-strategy.ts';
import { makePullRepository, type PullRepository } from '../../fixtures/pull-repository.ts';

/** The configuration of the base. */
export const CONFIG = `
version: 1
backtest:
  most_strategies: 2
  strategies: [lab/*.py]
  runs:
    - strategies: strategies/*.py
      data: { BTCUSDT: data/btc.csv, 'ETH/USDT': data/eth.csv }
      config: strategies/{name}.config.yml
      seed: 7
      params: { fast: 9 }
`;

/** A strategy of the base, and the workflow there. */
export const CROSS = 'strategies/cross.py';
export const WORKFLOW = '.github/workflows/backtest.yml';

const FILES = {
  '.github/conclave.yml': CONFIG,
  [WORKFLOW]: 'name: backtest\n',
  [CROSS]: 'base = 1\n',
  'strategies/cross.config.yml': 'version: 1\ninitial_cash: 500\nparams: { fast: 3, slow: 20 }\n',
  'data/btc.csv': 'time,close\n1,2\n',
  'data/eth.csv': 'time,close\n1,3\n',
  'lab/try.py': 'idea = 1\n',
};

/** What a runner says of a pull request, without the workflow. */
export const FACTS: PullFacts = {
  ...{ repository: 'acme/quant', pull: 7, nonce: null, event: 'pull_request', run: { id: '1', attempt: 1 } },
  workflow: null,
  action: null,
};

/** What is otherwise than usual in a test of a pull request; `by` stands in for the wall, `ring` for its clock. */
type Unusual = Partial<PullOrder> & {
  readonly by?: StrategyTest;
  readonly examine?: PulledTests['examine'];
  readonly ring?: AbortController;
};

/** A pull request, and the bundle that was written of it. */
export interface PullStage {
  readonly repository: PullRepository;
  test(over?: Unusual): Promise<SeenPull>;
}

/** What was written, and what came to the wall, with the texts of strategy and data as they were then. */
export interface SeenPull {
  readonly bundle: Bundle;
  readonly entries: readonly BundledStrategy[];
  /** Of strategies that did not come to their end, as they were kept. */
  readonly inspections: readonly unknown[];
  readonly seen: readonly (PulledStrategy & { readonly files: readonly string[] })[];
}

/** Sets up a pull request that changes nothing yet. */
export function openPullStage(): PullStage {
  const repository = makePullRepository(FILES);
  return { repository, test: (over = {}) => test(repository, over) };
}

async function test({ folder }: PullRepository, over: Unusual): Promise<SeenPull> {
  const {
    by = async () => testedStrategy({}),
    examine = async () => ({ checks: [], tests: INSPECTION.tests }),
    ring = new AbortController(),
    ...order
  } = over;
  const target = join(makeFolder(), 'out');
  const seen: SeenPull['seen'][number][] = [];
  const ports: PullPorts = {
    repository: await openRepository(folder, process.env),
    files: await openCommitFiles(folder, process.env),
    folders: runFolders,
    standUp: async () => ({
      test: (strategy, watcher) => {
        const files = [strategy.head.absolute, ...strategy.data.map(({ path }) => path)];
        seen.push({ ...strategy, files: files.map((path) => readFileSync(path, 'utf8')) });
        return by(strategy, watcher);
      },
      examine,
    }),
    setAlarm: () => ({ signal: ring.signal, [Symbol.dispose]: () => undefined }),
    version: '1.2.3',
  };
  await testPull({ base: 'main', head: 'change', named: [], facts: FACTS, target, ...order }, ports);
  const bundle = Bundle.parse(JSON.parse(readFileSync(join(target, 'bundle.json'), 'utf8')));
  const inspections = bundle.strategies
    .map(({ folder: each }) => join(target, each, 'head', INSPECTION_FILE))
    .filter((path) => existsSync(path))
    .map((path): unknown => JSON.parse(readFileSync(path, 'utf8')));
  return { bundle, entries: bundle.strategies, inspections, seen };
}
