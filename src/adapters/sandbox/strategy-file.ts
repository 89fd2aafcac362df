import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { StrategyClass } from '../../backtest/strategy.ts';
import { AppError, messageOf } from '../../kernel/app-error.ts';

const EXPECTED = 'a file with `export class Strategy`, as `conclave backtest new NAME` writes it';

/**
 * Loads the class that a strategy file exports as `Strategy`; types are stripped by Node itself. The file is code and
 * runs here, so this belongs into a process that has nothing to lose. Every error names the file.
 */
export async function loadStrategy(path: string): Promise<StrategyClass> {
  const file = resolve(path);
  await refuseNoFile(path, file);
  const module = await importFile(path, file);
  const { Strategy } = module;
  if (Strategy === undefined) {
    const names = Object.keys(module);
    const given = names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(', ');
    throw unfit(path, `exports ${given}, and no class \`Strategy\``);
  }
  if (!isClass(Strategy)) throw unfit(path, `exports a \`Strategy\` that is no class`);
  return Strategy;
}

async function refuseNoFile(path: string, file: string): Promise<void> {
  const found = await stat(file).catch((cause: NodeJS.ErrnoException) => cause);
  if (found instanceof Error) {
    const what = found.code === 'ENOENT' ? 'there is no such strategy file' : `cannot be read: ${messageOf(found)}`;
    throw unfit(path, what, { cause: found });
  }
  if (!found.isFile()) throw unfit(path, 'is no file');
}

async function importFile(path: string, file: string): Promise<Readonly<Record<string, unknown>>> {
  const url = pathToFileURL(file).href;
  try {
    return (await import(/* @vite-ignore */ url)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw unfit(path, `cannot be loaded: ${messageOf(error)}${lineOf(error, url)}`, { cause: error });
  }
}

/** Where in the file it went wrong, as Node writes it above a syntax error or into a stack. */
function lineOf(error: unknown, url: string): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const name of [url, fileURLToPath(url)]) {
    const after = stack.split(`${name}:`, 2)[1];
    const line = after === undefined ? null : /^\d+/.exec(after);
    if (line !== null) return ` (line ${line[0]})`;
  }
  return '';
}

function isClass(value: unknown): value is StrategyClass {
  return typeof value === 'function' && /^class\b/.test(Function.prototype.toString.call(value));
}

function unfit(path: string, what: string, facts: { readonly cause?: unknown } = {}): AppError {
  return new AppError('bad-input', what, { where: path, expected: EXPECTED, ...facts });
}
