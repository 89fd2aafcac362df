import { z } from 'zod';
import { renderEquityChart } from '../../backtest/artefacts/terminal/equity-chart.ts';
import { renderTerminalSummary } from '../../backtest/artefacts/terminal/terminal-summary.ts';
import { type BacktestResult, runBacktest } from '../../flows/backtest/run-backtest.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { renderPaths } from './kept-paths.ts';
import { nameFiles } from './named-files.ts';
import { absolute, parseRunOptions, RawRunOptions } from './options.ts';
import { readConfigSource } from './run-config.ts';
import { parseMode, parseWallOptions, RawWallOptions } from './wall-options.ts';
import { watched } from './watch.ts';
import { standWanted, wireBacktests } from './wire.ts';

const Raw = RawRunOptions.extend({
  out: z.string().default('backtest'),
  twice: z.boolean().default(false),
  leaks: z.boolean().default(false),
  mode: z.string().optional(),
  ...RawWallOptions.shape,
});

/** `conclave backtest run`: replays a market with a strategy and keeps what came of it; returns the exit code. */
export async function runCommand(strategy: string, rawOptions: unknown, terminal: Terminal): Promise<number> {
  const raw = Raw.parse(rawOptions);
  const { json, config, ...order } = parseRunOptions(strategy, raw, { command: 'backtest run', terminal });
  const target = absolute(raw.out, terminal);
  const read = await readConfigSource(config, terminal);
  const request = {
    order: { ...order, mode: parseMode(raw.mode), config: read.config },
    target,
    twice: raw.twice,
    leaks: raw.leaks,
    named: nameFiles({ ...order, config, configSha256: read.sha256 }, terminal.folder),
  };
  const wall = parseWallOptions(raw, [order.strategy]);
  const run = await watched(terminal, async (watcher) =>
    runBacktest(request, wireBacktests(terminal, await standWanted(wall, terminal)), watcher),
  );
  if (run.kind === 'interrupted') return run.exitCode;
  const { output, errors } = terminal;
  if (json) output.write(disarmJson(renderJson(run.result)));
  else output.write(disarm(renderRun(run.result, terminal)));
  const paths = renderPaths(run.result.files, terminal);
  (json ? errors : output).write(paths);
  return run.result.checks.some(({ answer }) => answer === 'fail') ? EXIT.failed : EXIT.passed;
}

function renderJson({ outcome, report, files }: BacktestResult): string {
  return `${JSON.stringify({ summary: outcome.summary, test_report: report, files }, null, 2)}\n`;
}

const CHART_HEIGHT = 12;
const WIDEST = 100;

function renderRun({ outcome, checks, report }: BacktestResult, { output }: Terminal): string {
  const width = Math.min(output.columns, WIDEST);
  const chart = renderEquityChart(outcome.curves?.equity ?? [], { width, height: CHART_HEIGHT });
  const summary = renderTerminalSummary(
    outcome.summary,
    { checks, proofs: report.proofs, wall: report.run.wall, inspection: report.inspection, golden: report.golden },
    { colour: output.colours, width },
  );
  return chart === '' ? summary : `${summary}\nEquity\n${chart}\n`;
}
