import { relative } from 'node:path';
import { z } from 'zod';
import { readGolden } from '../../backtest/golden/golden.ts';
import { allGolden, renderGoldenReport } from '../../backtest/golden/golden-report.ts';
import { readUpdateReason } from '../../backtest/golden/golden-update.ts';
import { isInside } from '../../change/diff-path.ts';
import { type JudgedGolden, judgeGoldens } from '../../flows/backtest/judge-goldens.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { GoldenFiles } from '../../ports/golden-files.ts';
import { EXIT } from '../exit-code.ts';
import { disarm, disarmJson } from '../gate/disarm.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';
import { absolute, parseTimeLimit } from './options.ts';
import { parseWallOptions, RawWallOptions } from './wall-options.ts';
import { watched } from './watch.ts';
import { openGoldenFiles, standWanted, wireBacktests } from './wire.ts';

const Raw = z.object({
  repo: z.string().default('.'),
  update: z.boolean().default(false),
  reason: z.string().optional(),
  by: z.string().optional(),
  timeLimit: z.string().optional(),
  json: z.boolean().default(false),
  ...RawWallOptions.shape,
});

/** `conclave backtest golden`: runs the golden scenarios of a repository; returns the exit code. */
export async function goldenCommand(
  named: readonly string[],
  rawOptions: unknown,
  terminal: Terminal,
): Promise<number> {
  const raw = Raw.parse(rawOptions);
  refuseSwallowed(raw, 'backtest golden');
  const files = openGoldenFiles(absolute(raw.repo, terminal));
  const paths = named.length === 0 ? await files.list() : named.map((path) => fromRoot(path, files.root, terminal));
  const order = { paths, timeLimit: parseTimeLimit(raw.timeLimit), update: readUpdate(raw, terminal) };
  const wall = parseWallOptions(raw, await strategiesOf(paths, files));
  const judged = await watched(terminal, async (watcher) =>
    judgeGoldens(order, { ...wireBacktests(terminal, await standWanted(wall, terminal)), files }, watcher),
  );
  if (judged.kind === 'interrupted') return judged.exitCode;
  const rows = judged.result;
  terminal.output.write(raw.json ? disarmJson(renderJson(rows)) : disarm(renderText(rows)));
  if (allGolden(rows)) return EXIT.passed;
  return rows.length === 0 || rows.some((row) => 'error' in row) ? EXIT.badInput : EXIT.failed;
}

/** The strategies of golden files; what is wrong with a file is told when it is run. */
async function strategiesOf(paths: readonly string[], files: GoldenFiles): Promise<readonly string[]> {
  const read = paths.map(async (path) => readGolden(await files.read(path), path).strategy);
  return (await Promise.allSettled(read)).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

function fromRoot(path: string, root: string, terminal: Terminal): string {
  const inside = relative(root, absolute(path, terminal)).replaceAll('\\', '/');
  if (inside !== '' && isInside(inside)) return inside;
  throw new AppError('bad-input', 'the file is outside of the repository', {
    where: path,
    expected: `a golden file below ${root}`,
    advice: 'Name another repository with --repo.',
  });
}

function readUpdate({ update, reason, by }: z.infer<typeof Raw>, terminal: Terminal) {
  if (!update && reason !== undefined) {
    throw new AppError('bad-input', '--reason goes with --update', {
      expected: '--update --reason "why the new figures are right"',
    });
  }
  if (!update) return null;
  if (reason === undefined) {
    throw new AppError('bad-input', 'an update needs a reason, which is written into the file', {
      where: '--update',
      expected: '--reason "what changed and why it is right"',
    });
  }
  return {
    reason: readUpdateReason(reason),
    date: new Date(terminal.now()).toISOString().slice(0, 10),
    by: by ?? null,
  };
}

function renderText(rows: readonly JudgedGolden[]): string {
  const updated = rows.flatMap(({ name, updated: changed }) =>
    changed.length === 0 ? [] : [`updated ${name}: ${changed.join(', ')}`],
  );
  return renderGoldenReport(rows) + updated.map((line) => `${line}\n`).join('');
}

function renderJson(rows: readonly JudgedGolden[]): string {
  const told = rows.map((row) =>
    'error' in row ? { name: row.name, error: row.error.message, ...row.error.facts, cause: undefined } : row,
  );
  return `${JSON.stringify({ goldens: told }, null, 2)}\n`;
}
