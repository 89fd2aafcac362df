import { relative } from 'node:path';
import type { TestVerdict } from '../../backtest/artefacts/test-report.ts';
import { readGolden } from '../../backtest/golden/golden.ts';
import { sourcesOf } from '../../flows/backtest/report-files.ts';
import { testAgainstRef } from '../../flows/backtest/test-against-ref.ts';
import type { TestedRun } from '../../flows/backtest/test-strategy.ts';
import type { RunOutcome } from '../../ports/backtest-engine.ts';
import type { SentStrategy } from '../../ports/strategy-tools.ts';
import { renderPaths } from '../backtest/kept-paths.ts';
import { nameFiles } from '../backtest/named-files.ts';
import { readConfigSource } from '../backtest/run-config.ts';
import { watched } from '../backtest/watch.ts';
import {
  openDataFile,
  openGoldenFiles,
  openRepository,
  readSentStrategy,
  refuseLink,
  standWall,
  wireTests,
} from '../backtest/wire.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { parseTestOptions, type TestOptions } from './run-options.ts';
import { renderTestedRun } from './tested-text.ts';

const EXITS: Readonly<Record<TestVerdict['answer'], number>> = {
  pass: EXIT.passed,
  fail: EXIT.failed,
  not_proven: EXIT.inconclusive,
};

/** `conclave sandbox run`: tests a strategy that nobody trusts, all of it behind a wall; returns the exit code. */
export async function runCommand(strategy: string, rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseTestOptions(strategy, rawOptions, terminal);
  const { order, config, repository } = await readGround(options, terminal);
  const named = nameFiles({ ...options, configSha256: config.sha256 }, options.repo);
  const test = { ...order, sourcesOf: (outcome: RunOutcome) => sourcesOf(outcome, named) };
  const tested = await watched(
    terminal,
    async (watcher) => {
      watcher.onStep?.('measuring the wall');
      const ports = { ...wireTests(terminal, await standWall(options.wall, terminal)), repository };
      return await testAgainstRef(test, ports, watcher);
    },
    { steps: true },
  );
  if (tested.kind === 'interrupted') return tested.exitCode;
  tell(tested.result, options, terminal);
  return EXITS[tested.result.verdict.answer];
}

/** Everything that can be wrong with what was named is found out before a wall is put up. */
async function readGround(options: TestOptions, terminal: Terminal) {
  const { strategy, data, seed, timeLimit, mode, base, golden, out } = options;
  const repository = base === null ? null : await openRepository(options.repo, terminal.environment);
  const root = repository?.folder ?? options.repo;
  const sent: SentStrategy = await readSentStrategy({ root, strategy, tests: options.tests });
  for (const { path, symbol } of data) await refuseUnreadable(path, symbol);
  const config = await readConfigSource(options.config, terminal);
  const files = openGoldenFiles(options.repo);
  for (const path of golden) readGolden(await files.read(path), path);
  if (base !== null) await repository?.findCommit(base);
  const order = {
    order: { strategy, data, seed, timeLimit, mode, config: config.config },
    sent,
    target: out,
    keepsInspection: true,
    golden: golden.length === 0 ? null : { files, paths: golden },
    ref: base,
  };
  return { order, config, repository };
}

async function refuseUnreadable(path: string, symbol: string): Promise<void> {
  await refuseLink(path);
  const source = await openDataFile(path, symbol);
  await source[Symbol.asyncDispose]();
}

function tell(tested: TestedRun, { json, strategy, base }: TestOptions, terminal: Terminal): void {
  const { output, errors, folder } = terminal;
  const { verdict, head } = tested;
  if (json) {
    const told = { verdict, summary: head.outcome.summary, test_report: head.report, files: head.files };
    output.write(disarmJson(`${JSON.stringify(told, null, 2)}\n`));
  } else {
    const near = relative(folder, strategy);
    const name = near.startsWith('..') ? strategy : near;
    output.write(disarm(renderTestedRun(tested, { name, base }, output)));
  }
  (json ? errors : output).write(renderPaths(head.files, terminal));
}
