import { readdir } from 'node:fs/promises';
import { type Bundle, renderBundle } from '../../../backtest/bundle/bundle.ts';
import { pullHeadline, renderPullMarkdown } from '../../../backtest/bundle/pull-markdown.ts';
import type { TestedPull } from '../../../backtest/bundle/tested-strategy.ts';
import { readPullGround } from '../../../flows/backtest/pull-ground.ts';
import { findPullStrategies, testPull } from '../../../flows/backtest/test-pull.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { codeOf, wordFileFailure } from '../../../kernel/file-failure.ts';
import { removeInvisible } from '../../../kernel/invisible.ts';
import { EXIT } from '../../exit-code.ts';
import { disarm, disarmJson } from '../../gate/disarm.ts';
import type { Terminal } from '../../terminal.ts';
import { watched } from '../watch.ts';
import { readPullFacts } from './facts.ts';
import { isForRunner, type PullOptions, parsePullOptions } from './options.ts';
import { tellRunner, tellRunnerOfFailure, tellRunnerOfStrategies } from './runner.ts';
import { refuseSecrets } from './secrets.ts';
import { wirePull } from './wire.ts';

const EXITS: Readonly<Record<Bundle['conclusion'], number>> = {
  pass: EXIT.passed,
  nothing_to_run: EXIT.passed,
  fail: EXIT.failed,
  refused: EXIT.badInput,
  not_proven: EXIT.inconclusive,
  broken: EXIT.outsideFailed,
};

/** `conclave backtest pull`: tests the strategies that a pull request touches behind a wall; returns the exit code. */
export async function pullCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  try {
    const options = parsePullOptions(rawOptions, terminal);
    return options.findOnly ? await find(options, terminal) : await test(options, terminal);
  } catch (error) {
    if (isForRunner(rawOptions, terminal)) await tellRunnerOfFailure(error, terminal);
    throw error;
  }
}

async function find(options: PullOptions, terminal: Terminal): Promise<number> {
  const ports = await wirePull(options.repo, terminal);
  const ground = await readPullGround(options, ports);
  const found = findPullStrategies({ named: options.strategies }, ground);
  const paths = found.filter(({ change }) => change !== 'deleted').map(({ path }) => path);
  const lines = paths.length === 0 ? ['no strategy is touched'] : paths;
  terminal.output.write(disarm(lines.map((line) => `${removeInvisible(line).text}\n`).join('')));
  if (options.format === 'github') await tellRunnerOfStrategies(paths, ground.config.wall, terminal);
  return EXIT.passed;
}

async function test(options: PullOptions, terminal: Terminal): Promise<number> {
  const { base, head, strategies: named, out: target, format, repo } = options;
  if (format === 'github') await refuseSecrets(repo, terminal);
  await refuseOldBundle(target);
  const ports = await wirePull(repo, terminal);
  const order = { base, head, named, target, facts: await readPullFacts(options, terminal) };
  const tested = await watched(terminal, (watcher) => testPull(order, ports, watcher));
  if (tested.kind === 'interrupted') return tested.exitCode;
  terminal.output.write(render(tested.result, format));
  if (format === 'github') await tellRunner(tested.result, target, terminal);
  return EXITS[tested.result.bundle.conclusion];
}

/** Artefacts of another run must not get into the bundle of this one. */
async function refuseOldBundle(target: string): Promise<void> {
  const names = await readdir(target).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return [];
    throw new AppError('bad-input', `the folder cannot be used: ${wordFileFailure(cause)}`, { where: '--out', cause });
  });
  if (names.length === 0) return;
  throw new AppError('bad-input', `${target} is not empty`, {
    where: '--out',
    expected: 'an empty folder, or one that is not there yet',
  });
}

function render(tested: TestedPull, format: PullOptions['format']): string {
  switch (format) {
    case 'json':
      return disarmJson(renderBundle(tested.bundle));
    case 'markdown':
      return disarm(renderPullMarkdown(tested));
    case 'github':
    case 'text':
      return disarm(renderText(tested.bundle));
    default:
      return format satisfies never;
  }
}

function renderText(bundle: Bundle): string {
  const lines = bundle.strategies.map(
    ({ path, answer, reason }) => `${answer.padEnd(WIDEST)} ${path}${indented(reason)}`,
  );
  return [pullHeadline(bundle), ...lines, ...bundle.notes].map((line) => `${removeInvisible(line).text}\n`).join('');
}

function indented(reason: string | null): string {
  const lines = reason?.split('\n') ?? [];
  return lines.map((line) => `\n  ${line.trim()}`).join('');
}

const WIDEST = 'not_proven'.length;
