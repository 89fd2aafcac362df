import { relative } from 'node:path';
import { z } from 'zod';
import { renderComparisonMarkdown } from '../../backtest/artefacts/comment/comparison-markdown.ts';
import { renderComparisonText } from '../../backtest/artefacts/terminal/terminal-comparison.ts';
import { type ComparedBacktests, type ComparedSide, compareBacktests } from '../../flows/backtest/compare-backtests.ts';
import { AppError } from '../../kernel/app-error.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import { writeOut } from '../out-file.ts';
import type { Terminal } from '../terminal.ts';
import { absolute, parseRunOptions, RawRunOptions } from './options.ts';
import { readConfigFile } from './run-config.ts';
import { watched } from './watch.ts';
import { openRepository, wireBacktests } from './wire.ts';

const Raw = RawRunOptions.extend({
  base: z.string().optional(),
  head: z.string().default('HEAD'),
  repo: z.string().default('.'),
  format: z.enum(['text', 'markdown']).default('text'),
  out: z.string().optional(),
});

/** `conclave backtest compare`: runs a strategy as it stands at two refs on the same data; returns the exit code. */
export async function compareCommand(strategy: string, rawOptions: unknown, terminal: Terminal): Promise<number> {
  const raw = parseRaw(rawOptions);
  const { json, config, ...order } = parseRunOptions(strategy, raw, { command: 'backtest compare', terminal });
  const repository = await openRepository(absolute(raw.repo, terminal), terminal.environment);
  const path = relative(repository.folder ?? '', order.strategy).replaceAll('\\', '/');
  const request = {
    base: demandBase(raw.base),
    head: raw.head,
    path,
    order: { ...order, config: await readConfigFile(config, terminal) },
  };
  const ports = { ...wireBacktests(terminal), repository };
  const compared = await watched(terminal, (watcher) => compareBacktests(request, ports, watcher));
  if (compared.kind === 'interrupted') return compared.exitCode;
  const text = render(compared.result, { json, format: raw.format, terminal });
  terminal.output.write(json ? disarmJson(text) : disarm(text));
  if (raw.out !== undefined) await writeOut(absolute(raw.out, terminal), text, 'the comparison');
  return compared.result.comparison.regression ? EXIT.failed : EXIT.passed;
}

function parseRaw(options: unknown): z.infer<typeof Raw> {
  const parsed = Raw.safeParse(options);
  if (parsed.success) return parsed.data;
  throw new AppError('bad-input', 'unknown format', {
    where: '--format',
    expected: 'text or markdown; JSON comes with --json',
  });
}

function demandBase(base: string | undefined): string {
  if (base !== undefined) return base;
  throw new AppError('bad-input', 'no base was named', {
    where: '--base',
    expected: 'a branch, tag or commit, e.g. --base main',
  });
}

function render(
  { comparison, base, head }: ComparedBacktests,
  {
    json,
    format,
    terminal,
  }: { readonly json: boolean; readonly format: 'text' | 'markdown'; readonly terminal: Terminal },
): string {
  if (json) {
    const sides = { base: sideOf(base), head: sideOf(head) };
    return `${JSON.stringify({ comparison, ...sides }, null, 2)}\n`;
  }
  const [before, after] = [base, head].map((side) => ({
    name: nameOf(side),
    equity: side.outcome.curves?.equity ?? [],
  }));
  const none = { name: '', equity: [] };
  const told = { comparison, base: before ?? none, head: after ?? none };
  if (format === 'text')
    return renderComparisonText(told, { colour: terminal.output.colours, width: terminal.output.columns });
  return renderComparisonMarkdown({ ...told, checks: [], proofs: { determinism: null, look_ahead: null }, wall: null });
}

function nameOf({ ref, commit }: ComparedSide): string {
  return commit.startsWith(ref) ? commit.slice(0, 7) : `${ref} (${commit.slice(0, 7)})`;
}

function sideOf({ ref, commit, outcome }: ComparedSide) {
  return { ref, commit, summary: outcome.summary };
}
