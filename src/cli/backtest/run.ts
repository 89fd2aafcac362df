import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { renderEquityChart } from '../../backtest/artefacts/terminal/equity-chart.ts';
import { renderTerminalSummary } from '../../backtest/artefacts/terminal/terminal-summary.ts';
import { type BacktestResult, runBacktest } from '../../flows/backtest/run-backtest.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import type { Terminal } from '../terminal.ts';
import { absolute, parseRunOptions, RawRunOptions } from './options.ts';
import { readConfigFile } from './run-config.ts';
import { watched } from './watch.ts';
import { wireBacktests } from './wire.ts';

const Raw = RawRunOptions.extend({
  out: z.string().default('backtest'),
  twice: z.boolean().default(false),
  leaks: z.boolean().default(false),
});

/** `conclave backtest run`: replays a market with a strategy and keeps what came of it; returns the exit code. */
export async function runCommand(strategy: string, rawOptions: unknown, terminal: Terminal): Promise<number> {
  const raw = Raw.parse(rawOptions);
  const { json, config, ...order } = parseRunOptions(strategy, raw, { command: 'backtest run', terminal });
  const target = absolute(raw.out, terminal);
  const request = {
    order: { ...order, config: await readConfigFile(config, terminal) },
    target,
    twice: raw.twice,
    leaks: raw.leaks,
  };
  const ports = wireBacktests(terminal);
  const run = await watched(terminal, (watcher) => runBacktest(request, ports, watcher));
  if (run.kind === 'interrupted') return run.exitCode;
  const { output, errors } = terminal;
  if (json) output.write(disarmJson(renderJson(run.result)));
  else output.write(disarm(renderRun(run.result, terminal)));
  const paths = renderPaths(run.result, terminal);
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
    { checks, proofs: report.proofs, wall: report.run.wall },
    { colour: output.colours, width },
  );
  return chart === '' ? summary : `${summary}\nEquity\n${chart}\n`;
}

function renderPaths({ files }: BacktestResult, { folder }: Pick<Terminal, 'folder'>): string {
  const shown = files.map((path) => {
    const near = relative(folder, path);
    return near === '..' || near.startsWith(`..${sep}`) ? path : join('.', near);
  });
  return `\nKept: ${shown.join(', ')}\n`;
}
