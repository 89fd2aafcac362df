import { AppError } from '../../kernel/app-error.ts';
import type { Repository } from '../../ports/repository.ts';
import type { PassingFolder, RunFolders } from '../../ports/run-folders.ts';

/** A strategy as it stands in a commit, with the code around it. */
export interface CheckedOutStrategy {
  readonly commit: string;
  /** Absolute path of the strategy file; it is gone with the folder. */
  readonly strategy: string;
  /** Files with code that could not be read, with the reason; an import of them finds nothing. */
  readonly leftOut: readonly string[];
}

/** What a strategy may import: code and the data beside it. */
const CODE = /\.(?:[cm]?[jt]s|json|py)$/;

/** Writes the code of a commit into a folder, so that a strategy of it can run as it stood there. */
export async function checkOutStrategy(
  repository: Repository,
  { ref, path }: { readonly ref: string; readonly path: string },
  { folder, folders }: { readonly folder: PassingFolder; readonly folders: RunFolders },
): Promise<CheckedOutStrategy> {
  const commit = await repository.findCommit(ref);
  const paths = (await repository.listFiles(commit, '')).filter((each) => CODE.test(each));
  if (!paths.includes(path)) {
    throw new AppError('bad-input', `${path} is not in ${ref}`, {
      where: path,
      expected: 'a strategy file that both sides of the comparison have',
      advice: 'Name a base that has it, or run the new strategy alone with conclave backtest run.',
    });
  }
  const files = await repository.readFiles(commit, paths);
  const leftOut: string[] = [];
  for (const [name, reading] of files) {
    if (reading.kind === 'text') await folders.write(folder, name, reading.text);
    else leftOut.push(`${name} (${reading.kind === 'unreadable' ? reading.reason : reading.kind})`);
  }
  const own = leftOut.find((each) => each.startsWith(`${path} (`));
  if (own === undefined) return { commit, strategy: `${folder.path}/${path}`, leftOut };
  throw new AppError('bad-input', `the strategy of ${ref} cannot be read: ${own}`, {
    where: path,
    expected: 'a strategy file in UTF-8, at most 2 MB long',
  });
}
