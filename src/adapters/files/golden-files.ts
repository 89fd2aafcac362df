import { glob, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LONGEST_GOLDEN } from '../../backtest/golden/golden.ts';
import { AppError } from '../../kernel/app-error.ts';
import { compareText } from '../../kernel/compare-text.ts';
import { codeOf, wordFileFailure } from '../../kernel/file-failure.ts';
import type { GoldenFiles } from '../../ports/golden-files.ts';

/** Opens the golden files of a repository on this machine. */
export function openGoldenFiles(root: string): GoldenFiles {
  return {
    root,
    locate: (path) => join(root, path),
    list: async () => {
      const found: string[] = [];
      for await (const path of glob('golden/*.{yml,yaml}', { cwd: root })) found.push(path.replaceAll('\\', '/'));
      return found.sort(compareText);
    },
    read: async (path) => {
      const text = await attempt('read', path, () => readFile(join(root, path), 'utf8'));
      if (text.length > LONGEST_GOLDEN) throw new AppError('bad-input', 'the file is too long', { where: path });
      return text;
    },
    write: async (path, text) => {
      const draft = join(root, `${path}.unfinished-${process.pid}`);
      try {
        await attempt('written', path, () => writeFile(draft, text));
        await attempt('written', path, () => rename(draft, join(root, path)));
      } finally {
        await rm(draft, { force: true });
      }
    },
  };
}

const EXPECTED = 'a golden scenario, such as golden/cross.yml';

async function attempt<T>(doing: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const why = codeOf(cause) === 'ENOENT' ? 'there is no such file' : wordFileFailure(cause);
    throw new AppError('bad-input', `it cannot be ${doing}: ${why}`, { where: path, expected: EXPECTED, cause });
  }
}
