import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStrategyHost } from '../../../src/adapters/sandbox/strategy-host/strategy-host.ts';
import type { WallChoice } from '../../../src/adapters/sandbox/wall/wall-engine.ts';
import type { Bars } from '../../../src/backtest/bars.ts';
import { RunConfig } from '../../../src/backtest/run-config.ts';
import { isAppError } from '../../../src/kernel/app-error.ts';
import type { Aim } from './aim.ts';

const HERE = import.meta.dirname;

/** What became of a strategy. */
export interface Ending {
  /** What it asked for in all. */
  readonly decisions: number;
  /** What it printed, as far as it was kept. */
  readonly printed: string;
  /** Why it did not come to its end, as a person reads it; null where it did. */
  readonly error: string | null;
}

/** Most milliseconds for each answer. */
const ANSWER_MS = 12_000;

/** Has a strategy decide over fifty bars behind a wall. */
export async function runHostile(
  wall: WallChoice,
  source: string,
  {
    params = {},
    answer = ANSWER_MS,
  }: { readonly params?: Readonly<Record<string, unknown>>; readonly answer?: number } = {},
): Promise<Ending> {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-hostile-'));
  const strategy = join(folder, 'strategy.py');
  writeFileSync(strategy, source);
  const printed: string[] = [];
  const host = openStrategyHost({ wall, step: answer, onOutput: (text) => printed.push(text) });
  try {
    const order = { strategy, params, seed: 1, symbols: [{ symbol: 'TEST', closes: 300_000 }] };
    const config = RunConfig.parse({ version: 1 });
    const [whole] = await host.runWhole(order, { series: [someBars()], config, columns: false });
    return { decisions: whole?.asked.length ?? 0, printed: printed.join(''), error: null };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const words = [error.message, error.facts.advice ?? ''].join(' ');
    return { decisions: 0, printed: printed.join(''), error: words };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The source of a hostile strategy of this folder. */
export function hostileSource(name: string): string {
  return readFileSync(join(HERE, 'strategies', `${name}.py`), 'utf8');
}

const ATTEMPTS = join(HERE, 'attempts.py');

/** What each attempt came to: `got` or `refused`, and what. */
export type Outcomes = ReadonlyMap<string, readonly [outcome: string, words: string]>;

/** Makes the attempts inside of a strategy behind a wall; it prints what it got. */
export async function attemptBehind(wall: WallChoice, aim: Aim): Promise<Outcomes> {
  const attempts = readFileSync(ATTEMPTS, 'utf8').split('\nif __name__ ==', 1)[0] ?? '';
  const source = `${attempts}

class Strategy:
    def __init__(self, cfg):
        self.aim = cfg["aim"]

    def prepare_indicators(self, df):
        print("\\n".join(attempt(list(ATTEMPTS), self.aim)))
        return {}

    def find_entries(self, df, indicators, idx):
        return None

    def find_exits(self, position, df, indicators, idx):
        return None
`;
  const { printed, error } = await runHostile(wall, source, { params: { aim }, answer: 60_000 });
  if (error !== null) throw new Error(`the attempts did not come to their end: ${error}\n${printed}`);
  return readOutcomes(printed);
}

/** Makes the same attempts outside of any wall, with the rights that a runner has. */
export async function attemptOutside(aim: Aim): Promise<Outcomes> {
  const names = readFileSync(ATTEMPTS, 'utf8').matchAll(/^def (\w+)\(aim\)/gm);
  const order = JSON.stringify({ names: [...names].map(([, name]) => name), aim });
  const isRoot = process.getuid?.() === 0;
  const [program, ...words] = isRoot ? ['python3'] : ['sudo', '-n', '-E', '-C', '1000', 'python3'];
  const printed = await new Promise<string>((resolve, reject) => {
    const child = execFile(
      'sh',
      // The shell leaves the held file open for the next program, at descriptor 9.
      ['-c', 'exec 9>"$0"; exec "$@"', aim.held_path, program ?? '', ...words, ATTEMPTS],
      (error, stdout, stderr) => (error === null ? resolve(stdout) : reject(new Error(stderr, { cause: error }))),
    );
    child.stdin?.end(order);
  });
  return readOutcomes(printed);
}

function readOutcomes(printed: string): Outcomes {
  const lines = printed.split('\n').map((line) => line.split('\t'));
  return new Map(
    lines.flatMap(([name, outcome, words]) => (words === undefined ? [] : [[name, [outcome, words]]])) as never,
  );
}

function someBars(): Bars {
  const length = 50;
  const column = (of: (bar: number) => number): Float64Array => Float64Array.from({ length }, (_, bar) => of(bar));
  const price = (bar: number): number => 100 + Math.round(Math.sin(bar / 3) * 100) / 100;
  return {
    symbol: 'TEST',
    length,
    time: column((bar) => Date.UTC(2026, 0, 5) + bar * 300_000),
    open: column(price),
    high: column((bar) => price(bar) + 1),
    low: column((bar) => price(bar) - 1),
    close: column(price),
    volume: column(() => 10),
    closes: 300_000,
  };
}
