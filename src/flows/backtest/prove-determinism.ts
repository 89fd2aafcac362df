import { type DeterminismProof, STABLE_ARTEFACTS } from '../../backtest/determinism/determinism-proof.ts';
import { tellDifference } from '../../backtest/determinism/line-difference.ts';
import type { RunOrder } from '../../ports/backtest-engine.ts';
import type { PassingFolder } from '../../ports/run-folders.ts';
import type { RunPorts, RunWatcher } from './run-ports.ts';

/** Runs the order again where all is otherwise that must not matter, and compares the bytes with those of the first run. */
export async function proveDeterminism(
  order: RunOrder,
  first: PassingFolder,
  { engine, folders, watcher }: Pick<RunPorts, 'engine' | 'folders'> & { readonly watcher: RunWatcher },
): Promise<DeterminismProof> {
  const { signal, onProgress } = watcher;
  await using second = await folders.passing();
  await engine.run(
    { ...order, folder: second.path, purpose: 'figures' },
    {
      surroundings: 'strange',
      onProgress: (progress) => onProgress?.('second run', progress),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  const files: DeterminismProof['files'] = [];
  const differences: string[] = [];
  for (const name of STABLE_ARTEFACTS) {
    const [one, other] = [await folders.digest(first, name), await folders.digest(second, name)];
    files.push({ name, sha256: one.sha256, second_sha256: other.sha256 });
    if (one.sha256 !== other.sha256)
      differences.push(tellDifference(await folders.firstDifference(name, first, second)));
  }
  return {
    answer: differences.length === 0 ? 'same' : 'differs',
    varied: [...engine.varied],
    zones: [...engine.zones],
    files,
    differences,
  };
}
