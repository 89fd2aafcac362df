import type { BundledFile } from '../../backtest/bundle/bundle.ts';
import type { BacktestConfig } from '../../config/backtest-config.ts';
import { CONFIG_PATH, parseConfig } from '../../config/config.ts';
import { AppError } from '../../kernel/app-error.ts';
import { hashBytes } from '../../kernel/hash.ts';
import type { CommitFiles } from '../../ports/commit-files.ts';
import type { ListedBlob, LocalRepository } from '../../ports/repository.ts';
import type { TouchedPath } from './find-strategies.ts';

/** The two commits of a pull request, and what the base says of backtests. */
export interface PullGround {
  /** Ids of commits. */
  readonly base: string;
  readonly head: string;
  /** Of the base. */
  readonly config: BacktestConfig;
  /** The file of the configuration; null where the base has none. */
  readonly configuration: BundledFile | null;
  readonly touched: readonly TouchedPath[];
  readonly baseFiles: readonly ListedBlob[];
  readonly headFiles: readonly ListedBlob[];
  /** Paths that the base changed since the branch left it. */
  readonly aged: ReadonlySet<string>;
  readonly notes: readonly string[];
}

/** What is read of a repository, as git objects. */
export interface PullSources {
  readonly repository: LocalRepository;
  readonly files: CommitFiles;
}

const LONGEST_CONFIG = 1024 * 1024;

/** Reads which files a pull request touches, and the configuration of its base. */
export async function readPullGround(
  range: { readonly base: string; readonly head: string },
  { repository, files }: PullSources,
): Promise<PullGround> {
  const { change, baseTip } = await repository.readTouched(range, () => false);
  const { base: left, head } = change;
  if (left === null || head === null) throw new AppError('broken', 'the change has no commits');
  const touched = change.files.map(({ path, previousPath, status }) => ({ path, previousPath, status }));
  const baseFiles = await repository.listBlobs(baseTip, '');
  const text = await readConfigText(files, baseTip);
  return {
    base: baseTip,
    head,
    config: parseConfig(text === null ? null : new TextDecoder().decode(text)).backtest,
    configuration:
      text === null ? null : { path: CONFIG_PATH, sha256: hashBytes(text), changed: changeOf(CONFIG_PATH, touched) },
    touched,
    baseFiles,
    headFiles: await repository.listBlobs(head, ''),
    aged: left === baseTip ? new Set() : differing(await repository.listBlobs(left, ''), baseFiles),
    notes: notesOn(touched, text === null),
  };
}

/** What a pull request does to a path. */
export function changeOf(path: string, touched: readonly TouchedPath[]): BundledFile['changed'] {
  const own = touched.find((file) => file.path === path);
  if (own !== undefined) return own.status === 'modified' ? 'changed' : own.status === 'deleted' ? 'deleted' : 'added';
  return touched.some(({ previousPath }) => previousPath === path) ? 'deleted' : 'no';
}

async function readConfigText(files: CommitFiles, commit: string): Promise<Uint8Array | null> {
  const found = await files.read(commit, CONFIG_PATH, LONGEST_CONFIG);
  if (found.kind === 'absent') return null;
  if (found.kind === 'file') return found.bytes;
  throw new AppError('bad-config', `the configuration of the base cannot be read: ${found.reason}`, {
    where: CONFIG_PATH,
    expected: 'a file in UTF-8',
  });
}

function differing(before: readonly ListedBlob[], after: readonly ListedBlob[]): ReadonlySet<string> {
  const ids = new Map(before.map(({ path, id }) => [path, id]));
  return new Set(after.filter(({ path, id }) => ids.get(path) !== id).map(({ path }) => path));
}

function notesOn(touched: readonly TouchedPath[], isUnconfigured: boolean): readonly string[] {
  const change = changeOf(CONFIG_PATH, touched);
  if (change === 'no') return [];
  return [
    isUnconfigured
      ? `${CONFIG_PATH} is new in this pull request: it is reviewed and not obeyed, so that it holds from the merge on.`
      : `${CONFIG_PATH} is ${change} by this pull request: that is reviewed and not obeyed; what the base says holds.`,
  ];
}
