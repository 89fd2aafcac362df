import { type Golden, readGolden } from '../../backtest/golden/golden.ts';
import type { GoldenRow } from '../../backtest/golden/golden-report.ts';
import { type UpdateNote, updateGolden } from '../../backtest/golden/golden-update.ts';
import { type GoldenOutcome, judgeGolden } from '../../backtest/golden/judgement.ts';
import { readRunConfig } from '../../backtest/run-config-file.ts';
import { isAppError } from '../../kernel/app-error.ts';
import type { GoldenFiles } from '../../ports/golden-files.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** Which golden files are judged, and whether what came is written into them. */
export interface GoldenOrder {
  /** From the root of the repository. */
  readonly paths: readonly string[];
  /** Milliseconds for each run. */
  readonly timeLimit: number;
  /** Null judges only. */
  readonly update: UpdateNote | null;
}

/** A golden file with what became of it, and the names of what an update changed in it. */
export type JudgedGolden = GoldenRow & { readonly updated: readonly string[] };

/** Runs every golden scenario and compares it with what is expected; one that cannot be run does not stop the others. */
export async function judgeGoldens(
  order: GoldenOrder,
  { files, ...ports }: Pick<RunPorts, 'engine' | 'folders'> & { readonly files: GoldenFiles },
  watcher: RunWatcher = {},
): Promise<readonly JudgedGolden[]> {
  const rows: JudgedGolden[] = [];
  for (const name of order.paths) {
    try {
      rows.push(await judgeOne(name, order, { files, ...ports, watcher }));
    } catch (error) {
      if (!isAppError(error) || watcher.signal?.aborted === true) throw error;
      rows.push({ name, error, updated: [] });
    }
  }
  return rows;
}

type GoldenPorts = Pick<RunPorts, 'engine' | 'folders'> & { readonly files: GoldenFiles; readonly watcher: RunWatcher };

async function judgeOne(name: string, { timeLimit, update }: GoldenOrder, ports: GoldenPorts): Promise<JudgedGolden> {
  const text = await ports.files.read(name);
  const golden = readGolden(text, name);
  const outcome = await play(golden, timeLimit, ports);
  const judgement = judgeGolden(golden, outcome);
  if (update === null || judgement.answer === 'same') return { name, title: golden.title, judgement, updated: [] };
  const updated = updateGolden({ text, name }, outcome, update);
  await ports.files.write(name, updated.text);
  const renewed = judgeGolden(readGolden(updated.text, name), outcome);
  return { name, title: golden.title, judgement: renewed, updated: updated.changed };
}

async function play(
  golden: Golden,
  timeLimit: number,
  { engine, folders, files, watcher }: GoldenPorts,
): Promise<GoldenOutcome> {
  const { signal, onOutput, onProgress } = watcher;
  const { config } = golden;
  await using folder = await folders.passing();
  const { summary } = await engine.run(
    {
      strategy: files.locate(golden.strategy),
      data: golden.data.map(({ symbol, file }) => ({ symbol, path: files.locate(file) })),
      config: config.kind === 'inline' ? config.config : readRunConfig(await files.read(config.path), config.path),
      seed: golden.seed,
      folder: folder.path,
      purpose: 'figures',
      timeLimit,
    },
    {
      onProgress: (progress) => onProgress?.(golden.name, progress),
      ...(onOutput === undefined ? {} : { onOutput }),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  const digests = await Promise.all(Object.keys(golden.artefacts).map((name) => folders.digest(folder, name)));
  return { summary, hashes: Object.fromEntries(digests.map(({ name, sha256 }) => [name, sha256])) };
}
