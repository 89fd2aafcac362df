import { z } from 'zod';
import { Nonce } from '../../../backtest/bundle/bundle.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { refuseSwallowed } from '../../swallowed-option.ts';
import type { Terminal } from '../../terminal.ts';
import { parseWord } from '../../word-option.ts';
import { absolute } from '../options.ts';

/** How the backtests of a pull request are told. */
const PullFormat = z.enum(['text', 'markdown', 'json', 'github']);

/** The options of `conclave backtest pull`, checked; paths are absolute. */
export interface PullOptions {
  readonly base: string;
  readonly head: string;
  readonly strategies: readonly string[];
  readonly nonce: string | null;
  readonly pull: number | null;
  readonly repo: string;
  readonly out: string;
  readonly format: z.infer<typeof PullFormat>;
  /** Whether the strategies are only named. */
  readonly findOnly: boolean;
}

const Raw = z.object({
  base: z.string().optional(),
  head: z.string().default('HEAD'),
  strategy: z.array(z.string()).default([]),
  nonce: z.string().optional(),
  pull: z.string().optional(),
  repo: z.string().default('.'),
  out: z.string().default('conclave-backtest'),
  format: z.string().optional(),
  find: z.boolean().default(false),
});

/** Checks the options of the command line; relative paths mean the terminal's folder. */
export function parsePullOptions(options: unknown, terminal: Terminal): PullOptions {
  const raw = Raw.parse(options);
  refuseSwallowed({ ...raw, strategy: raw.strategy.find((each) => each.startsWith('--')) }, 'backtest pull');
  if (raw.base === undefined) throw withoutBase();
  return {
    base: raw.base,
    head: raw.head,
    strategies: raw.strategy,
    nonce: raw.nonce === undefined ? null : parseNonce(raw.nonce),
    pull: raw.pull === undefined ? null : parseNumber(raw.pull),
    repo: absolute(raw.repo, terminal),
    out: absolute(raw.out, terminal),
    format: formatOf(raw, terminal),
    findOnly: raw.find,
  };
}

/** Whether a runner of GitHub Actions is told, also where the options cannot be read. */
export function isForRunner(options: unknown, { environment }: Pick<Terminal, 'environment'>): boolean {
  const format = Raw.partial().safeParse(options).data?.format;
  return (format ?? usualFormat(environment)) === 'github';
}

function formatOf({ format }: z.infer<typeof Raw>, { environment }: Terminal): PullOptions['format'] {
  return parseWord(format ?? usualFormat(environment), PullFormat, '--format');
}

function usualFormat(environment: Terminal['environment']): PullOptions['format'] {
  return environment.GITHUB_ACTIONS === 'true' ? 'github' : 'text';
}

function parseNonce(text: string): string {
  const parsed = Nonce.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new AppError('bad-input', `${JSON.stringify(text)} is no nonce`, {
    where: '--nonce',
    expected: parsed.error.issues[0]?.message ?? 'letters and digits',
  });
}

function parseNumber(text: string): number {
  const pull = Number(text);
  if (/^[1-9]\d{0,9}$/.test(text)) return pull;
  throw new AppError('bad-input', `${JSON.stringify(text)} is no pull request`, {
    where: '--pull',
    expected: 'a number, e.g. 41',
  });
}

function withoutBase(): AppError {
  return new AppError('bad-input', 'no base was named', {
    where: '--base',
    expected: 'a branch or commit, e.g. --base main',
    advice: 'Configuration and data come from there.',
  });
}
