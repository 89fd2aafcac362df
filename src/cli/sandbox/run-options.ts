import { relative } from 'node:path';
import { z } from 'zod';
import { isInside } from '../../change/diff-path.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { RunMode } from '../../ports/backtest-engine.ts';
import { absolute, parseRunOptions, RawRunOptions, type RunOptions } from '../backtest/options.ts';
import { parseMode, parseWeaker, type WallWords } from '../backtest/wall-options.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';
import { parseEngine } from './options.ts';

/** What `conclave sandbox run` is told; paths are absolute unless they say otherwise. */
export interface TestOptions extends RunOptions {
  readonly repo: string;
  /** Null looks where tests usually stand. */
  readonly tests: readonly string[] | null;
  /** From the root of the repository. */
  readonly golden: readonly string[];
  /** A ref; null compares with nothing. */
  readonly base: string | null;
  readonly wall: WallWords;
  readonly mode: RunMode;
  readonly out: string;
}

const Raw = RawRunOptions.extend({
  tests: z.array(z.string()).optional(),
  golden: z.array(z.string()).default([]),
  base: z.string().optional(),
  engine: z.string().optional(),
  allowWeaker: z.array(z.string()).default([]),
  mode: z.string().optional(),
  repo: z.string().default('.'),
  out: z.string().default('backtest'),
});

/** Checks the options of `conclave sandbox run`; relative paths mean the terminal's folder. */
export function parseTestOptions(strategy: string, rawOptions: unknown, terminal: Terminal): TestOptions {
  const raw = Raw.parse(rawOptions);
  const lists = [...(raw.tests ?? []), ...raw.golden, ...raw.allowWeaker];
  refuseSwallowed({ ...raw, tests: lists.find((each) => each.startsWith('--')) }, 'sandbox run');
  const repo = absolute(raw.repo, terminal);
  return {
    ...parseRunOptions(strategy, raw, { command: 'sandbox run', terminal }),
    repo,
    tests: raw.tests === undefined ? null : raw.tests.map((path) => absolute(path, terminal)),
    golden: raw.golden.map((path) => fromRoot(absolute(path, terminal), repo)),
    base: raw.base ?? null,
    wall: { engine: parseEngine(raw.engine), allowWeaker: parseWeaker(raw.allowWeaker) },
    mode: parseMode(raw.mode),
    out: absolute(raw.out, terminal),
  };
}

function fromRoot(path: string, root: string): string {
  const inside = relative(root, path).replaceAll('\\', '/');
  if (inside !== '' && isInside(inside)) return inside;
  throw new AppError('bad-input', 'the file is outside of the repository', {
    where: path,
    expected: `a golden file below ${root}`,
    advice: 'Name another repository with --repo.',
  });
}
