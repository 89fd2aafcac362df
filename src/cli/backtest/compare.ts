import { relative } from 'node:path';
import { z } from 'zod';
import { renderComparisonMarkdown } from '../../backtest/artefacts/comment/comparison-markdown.ts';
import { renderComparisonText } from '../../backtest/artefacts/terminal/terminal-comparison.ts';
import type { TerminalOptions } from '../../backtest/artefacts/terminal/terminal-line.ts';
import type { Wall } from '../../backtest/wall/wall.ts';
import { type ComparedBacktests, type ComparedSide, compareBacktests } from '../../flows/backtest/compare-backtests.ts';
import { AppError } from '../../kernel/app-error.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import { writeOut } from '../out-file.ts';
import type { Terminal } from '../terminal.ts';
import { absolute, parseRunOptions, RawRunOptions } from './options.ts';
import { readConfigFile } from './run-config.ts';
import { parseMode, parseWallOptions, RawWallOptions } from './wall-options.ts';
import { watched } from './watch.ts';
import { openRepository, standWanted, wireBacktests } from './wire.ts';

const Raw = RawRunOptions.extend({
  base: z.string().optional(),
  head: z.string().default('HEAD'),
  twice: z.boolean().default(false),
  leaks: z.boolean().default(false),
  repo: z.string().default('.'),
  format: z.enum(['text', 'markdown']).default('text'),
  out: z.string().optional(),
  mode: z.string().optional(),
  ...RawWallOptions.shape,
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
    order: { ...order, mode: parseMode(raw.mode), config: await readConfigFile(config, terminal) },
    twice: raw.twice,
    leaks: raw.leaks,
  };
  const wanted = parseWallOptions(raw, [order.strategy]);
  const compared = await watched(terminal, async (watcher) => {
    const standing = await standWanted(wanted, terminal);
    const ports = { ...wireBacktests(terminal, standing), repository };
    return { ...(await compareBacktests(request, ports, watcher)), wall: standing?.wall ?? null };
  });
  if (compared.kind === 'interrupted') return compared.exitCode;
  const { output } = terminal;
  const width = output.columns;
  const form = json ? 'json' : raw.format;
  const { result } = compared;
  const text = render(result, form, { colour: output.colours, width });
  output.write(json ? disarmJson(text) : disarm(text));
  const plain = render(result, form, { colour: false, width });
  if (raw.out !== undefined) await writeOut(absolute(raw.out, terminal), plain, 'the comparison');
  return hasFailed(compared.result) ? EXIT.failed : EXIT.passed;
}

function hasFailed({ comparison, proofs: { determinism, lookAhead } }: ComparedBacktests): boolean {
  return comparison.regression || determinism?.answer === 'differs' || lookAhead?.answer === 'leak';
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
  {
    comparison,
    base,
    head,
    wall,
    proofs: { determinism, lookAhead },
  }: ComparedBacktests & { readonly wall: Wall | null },
  form: 'json' | 'text' | 'markdown',
  options: TerminalOptions,
): string {
  const proofs = { determinism, look_ahead: lookAhead };
  if (form === 'json') {
    const sides = { base: sideOf(base), head: sideOf(head) };
    return `${JSON.stringify({ comparison, proofs, ...sides, wall }, null, 2)}\n`;
  }
  const told = { comparison, base: curveOf(base), head: curveOf(head), proofs, wall };
  return form === 'text' ? renderComparisonText(told, options) : renderComparisonMarkdown({ ...told, checks: [] });
}

function curveOf(side: ComparedSide) {
  return { name: nameOf(side), equity: side.outcome.curves?.equity ?? [] };
}

function nameOf({ ref, commit }: ComparedSide): string {
  return commit.startsWith(ref) ? commit.slice(0, 7) : `${ref} (${commit.slice(0, 7)})`;
}

function sideOf({ ref, commit, outcome }: ComparedSide) {
  return { ref, commit, summary: outcome.summary };
}
