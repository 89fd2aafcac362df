/**
 * `npm run demo:backtest`: a moving-average cross on 2,148 daily bars of one share, run twice, proven against look-ahead,
 * judged by eleven checks. It opens nothing, asks no network, and leaves its artefacts under `committee/backtest`.
 */
import { join } from 'node:path';
import { runProgram } from '../../src/cli/program.ts';
import { processTerminal } from '../../src/cli/terminal.ts';

const example = 'docs/examples/backtest';
const options = {
  '--data': `${example}/GOOG.csv`,
  '--config': `${example}/config.yml`,
  '--seed': '1',
  '--out': 'committee/backtest',
};

process.exitCode = await runProgram(
  ['backtest', 'run', `${example}/moving-average-cross.ts`, ...Object.entries(options).flat(), '--twice', '--leaks'],
  { ...processTerminal(), folder: join(import.meta.dirname, '../..') },
);
