import type { Check } from '../../backtest/checks/check.ts';
import { judgeChecks } from '../../backtest/checks/judge.ts';
import { Summary } from '../../backtest/metrics/summary.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { RunOrder, RunOutcome } from '../../ports/backtest-engine.ts';
import type { PassingFolder } from '../../ports/run-folders.ts';
import { gatherEvidence, type RunProofs } from './check-evidence.ts';
import { proveDeterminism } from './prove-determinism.ts';
import { proveOverFiles } from './prove-over-files.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** What proofs need of the outside. */
export type ProofPorts = Pick<RunPorts, 'engine' | 'host' | 'folders' | 'openData'>;

/** What a run is made from; paths are absolute. */
export type RunGround = Pick<RunOrder, 'strategy' | 'data' | 'config' | 'seed' | 'timeLimit'> &
  Partial<Pick<RunOrder, 'mode' | 'keepTrades'>>;

/** A run that was asked for, and what is to be proven of it. */
export interface RunWish {
  readonly order: RunGround;
  readonly twice: boolean;
  readonly leaks: boolean;
}

/** A run whose artefacts lie in a folder, with what was proven of it. */
export interface MadeRun {
  readonly outcome: RunOutcome;
  readonly checks: readonly Check[];
  readonly proofs: RunProofs;
}

/** Runs a strategy into a folder, proves what was asked for and judges the checks. */
export async function makeRun(
  { order, twice, leaks }: RunWish,
  staging: PassingFolder,
  { ports, watcher }: { readonly ports: RunPorts; readonly watcher: RunWatcher },
): Promise<MadeRun> {
  const full: RunOrder = { ...order, folder: staging.path, purpose: 'report' };
  const first = twice ? 'first run' : 'run';
  watcher.onStep?.(first);
  const told = await ports.engine.run(full, {
    onProgress: (progress) => watcher.onProgress?.(first, progress),
    ...(watcher.onOutput === undefined ? {} : { onOutput: watcher.onOutput }),
    ...(watcher.signal === undefined ? {} : { signal: watcher.signal }),
  });
  const outcome = { ...told, summary: await readSummary(staging, ports) };
  const proofs = await proveRun(full, { staging, twice, leaks }, { ports, watcher });
  return { outcome, proofs, checks: judgeChecks(gatherEvidence(outcome, order.config, proofs)) };
}

/** Proves what was asked for of a run whose artefacts lie in a folder. */
export async function proveRun(
  order: RunOrder,
  { staging, twice, leaks }: { readonly staging: PassingFolder; readonly twice: boolean; readonly leaks: boolean },
  { ports, watcher }: { readonly ports: ProofPorts; readonly watcher: RunWatcher },
): Promise<RunProofs> {
  if (twice) watcher.onStep?.('second run');
  const determinism = twice ? await proveDeterminism(order, staging, { ...ports, watcher }) : null;
  if (leaks) watcher.onStep?.('look-ahead proof');
  if (!leaks) return { determinism, lookAhead: null };
  // Of the run whose figures are told: a strategy could leak in it, and behave in another one.
  const decisions = Buffer.from(await ports.folders.read(staging, 'decisions.log'), 'utf8');
  return { determinism, lookAhead: await proveOverFiles({ ...order, decisions }, ports, watcher) };
}

/** What people see is what was hashed and compared: the summary of the file, not one that was told beside it. */
async function readSummary(staging: PassingFolder, { folders }: Pick<RunPorts, 'folders'>): Promise<Summary> {
  const text = await folders.read(staging, 'summary.json');
  const parsed = Summary.safeParse(tryParse(text));
  if (parsed.success) return parsed.data;
  throw new AppError('bad-input', 'the run left a summary that cannot be read', {
    where: 'summary.json',
    expected: 'what the engine writes',
    advice: 'A strategy must write no files.',
  });
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
