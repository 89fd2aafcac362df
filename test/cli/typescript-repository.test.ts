import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeRepository, removeFolders } from '../adapters/git/scratch-repository.ts';
import { makeFolder, run } from './running.ts';

const ROOT = join(import.meta.dirname, '../..');

/** How many commits can be gone back from the one that is checked out; none in a copy without history. */
function depthOfHistory(): number {
  if (!existsSync(join(ROOT, '.git'))) return 0;
  return (
    Number(execFileSync('git', ['rev-list', '--count', '--max-count=3', 'HEAD'], { cwd: ROOT, encoding: 'utf8' })) - 1
  );
}

describe('a rehearsal where no rule reads the language', () => {
  it('is inconclusive, with the reason and what would decide', async () => {
    using home = makeFolder();
    const repository = makeRepository();
    repository.write('src/sum.ts', 'export const sum = (a: number, b: number) => a;\n');
    repository.commit();
    repository.git('switch', '--quiet', '--create', 'feature');
    repository.write('src/sum.ts', 'export const sum = (a: number, b: number) => a + b;\n');
    repository.commit();

    const argv = ['review', '--base', 'main', '--rehearsal', '--out', home.folder, '--format', 'comment'];
    const { exitCode, output } = await run(argv, { folder: repository.folder });

    removeFolders();
    expect(exitCode).toBe(3);
    expect(output).toContain('INCONCLUSIVE');
    expect(output).toContain('No evidence rule reads any file of this input');
    expect(output).toContain('To decide: run it with models');
  });
});

describe('a rehearsal of the history of this project', () => {
  it.runIf(depthOfHistory() > 0)('gives a verdict', async () => {
    using home = makeFolder();

    const argv = ['review', '--base', 'HEAD~1', '--rehearsal', '--out', home.folder, '--json'];
    const { exitCode, output } = await run(argv, { folder: ROOT });

    expect([0, 1, 3]).toContain(exitCode);
    expect(JSON.parse(output).rehearsal).toBe(true);
  });
});
