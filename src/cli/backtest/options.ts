import { basename, extname, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { DataFile } from '../../ports/backtest-engine.ts';
import { refuseSwallowed } from '../swallowed-option.ts';
import type { Terminal } from '../terminal.ts';

/** What every command that runs a strategy is told; paths are absolute. */
export interface RunOptions {
  readonly strategy: string;
  readonly data: readonly DataFile[];
  /** Null where the defaults hold. */
  readonly config: string | null;
  readonly seed: number;
  /** Milliseconds. */
  readonly timeLimit: number;
  readonly json: boolean;
}

/** The options of commander that `RunOptions` come from. */
export const RawRunOptions = z.object({
  data: z.array(z.string()).optional(),
  config: z.string().optional(),
  seed: z.string().optional(),
  timeLimit: z.string().optional(),
  json: z.boolean().default(false),
});

/** Checks what is to be run; relative paths mean the terminal's folder. */
export function parseRunOptions(
  strategy: string,
  raw: z.infer<typeof RawRunOptions>,
  { command, terminal }: { readonly command: string; readonly terminal: Terminal },
): RunOptions {
  refuseSwallowed({ ...raw, data: raw.data?.find((each) => each.startsWith('--')) }, command);
  const at = (path: string): string => absolute(path, terminal);
  return {
    strategy: at(strategy),
    data: parseData(raw.data, command).map(({ symbol, path }) => ({ symbol, path: at(path) })),
    config: raw.config === undefined ? null : at(raw.config),
    seed: parseSeed(raw.seed),
    timeLimit: parseTimeLimit(raw.timeLimit),
    json: raw.json,
  };
}

/** A path as the terminal's folder means it. */
export function absolute(path: string, { folder }: Pick<Terminal, 'folder'>): string {
  return resolve(folder, path);
}

const SYMBOL = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,31}$/;

/** Reads `SYMBOL=FILE`, or a file whose name is the symbol. */
function parseData(given: readonly string[] | undefined, command: string): readonly DataFile[] {
  if (given === undefined || given.length === 0) {
    throw new AppError('bad-input', 'no market data was named', {
      where: '--data',
      expected: 'a CSV or Parquet file, e.g. --data GOOG.csv or --data BTCUSDT=data/btc-5m.parquet',
      advice: `conclave ${command} --help lists the options`,
    });
  }
  return parseDataFiles(given);
}

/** Reads files of market data as they were given, no symbol twice; paths stay as they were given. */
export function parseDataFiles(given: readonly string[]): readonly DataFile[] {
  const files = given.map(parseFile);
  const twice = files.find(({ symbol }, index) => files.findIndex((other) => other.symbol === symbol) !== index);
  if (twice === undefined) return files;
  throw new AppError('bad-input', `${twice.symbol} was given twice`, {
    where: '--data',
    expected: 'one file for each symbol',
    advice: 'Name the symbols apart: --data SYMBOL=FILE.',
  });
}

function parseFile(given: string): DataFile {
  const at = given.indexOf('=');
  const symbol = at === -1 ? basename(given, extname(given)) : given.slice(0, at);
  const path = given.slice(at + 1);
  if (SYMBOL.test(symbol) && path !== '') return { symbol, path };
  throw new AppError('bad-input', `${JSON.stringify(given)} names no symbol and file`, {
    where: '--data',
    expected: 'SYMBOL=FILE, a symbol of letters, digits and . _ : / -, e.g. BTCUSDT=btc.csv',
  });
}

const LARGEST_SEED = 4_294_967_295;

function parseSeed(text = '1'): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= LARGEST_SEED) return seed;
  throw new AppError('bad-input', `${JSON.stringify(text)} is no seed`, {
    where: '--seed',
    expected: `a whole number from 0 to ${LARGEST_SEED}`,
  });
}

const USUAL_TIME_LIMIT = '300';
const LONGEST_TIME_LIMIT = 86_400;

/** Reads seconds; returns milliseconds. */
export function parseTimeLimit(text = USUAL_TIME_LIMIT): number {
  const seconds = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && seconds > 0 && seconds <= LONGEST_TIME_LIMIT) return seconds * 1_000;
  throw new AppError('bad-input', `${JSON.stringify(text)} is no time limit`, {
    where: '--time-limit',
    expected: `seconds, more than 0 and at most ${LONGEST_TIME_LIMIT}`,
  });
}
