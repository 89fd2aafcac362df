import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { moduleText, testText } from '../large-change-texts.ts';

/** A git repository in which a branch changes Python files; the same bytes each time. */
export interface PythonChange {
  readonly folder: string;
  readonly base: string;
  readonly head: string;
  /** Lines of the files at the head. */
  readonly lines: number;
  remove(): void;
}

/** One file: its path, and how many lines it has at the base (0: it is new) and at the head. */
export interface PythonFile {
  readonly path: string;
  readonly before: number;
  readonly after: number;
}

const AREAS = ['src/features', 'src/training', 'src/backtest', 'src/live', 'dags', 'tests'];

/** A thousand files all over a repository, every other one new, of two hundred lines each. */
export function thousandFiles(): readonly PythonFile[] {
  return Array.from({ length: 1_000 }, (_, index) => {
    const area = AREAS[index % AREAS.length] ?? '';
    const name = area === 'tests' ? `test_study_${index}` : `study_${index}`;
    return { path: `${area}/${name}.py`, before: index % 2 === 0 ? 0 : 150, after: 200 };
  });
}

/** Makes the repository with those files and what the rules ask for beside them. */
export function makePythonChange(files: readonly PythonFile[]): PythonChange {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-evidence-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  git('init', '--quiet', '--initial-branch=main');
  write(folder, '.github/conclave.yml', 'version: 1\ncritical: [src/live/**]\n');
  write(folder, 'requirements.txt', 'joblib==1.4.2\nnumpy==2.1.0\npandas==2.2.3\npytest==8.3.3\n');
  for (const [seed, { path, before }] of files.entries())
    if (before > 0) write(folder, path, textOf(path, seed, before));
  commitAll(git, 'base');
  git('checkout', '--quiet', '-b', 'large');
  for (const [seed, { path, after }] of files.entries()) write(folder, path, textOf(path, seed, after));
  commitAll(git, 'large');
  return {
    folder,
    base: 'main',
    head: 'large',
    lines: files.reduce((sum, { after }) => sum + after, 0),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Whole blocks, and comments up to the length that is asked for. */
function textOf(path: string, seed: number, lines: number): string {
  const write = path.startsWith('tests/') ? testText : moduleText;
  const blocks: number[] = [];
  let text = '';
  for (let next = write(seed, [0]); countLines(next) <= lines; next = write(seed, blocks.concat(blocks.length))) {
    text = next;
    blocks.push(blocks.length);
  }
  return text + '# A line to fill up.\n'.repeat(lines - countLines(text));
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function commitAll(git: (...args: readonly string[]) => string, message: string): void {
  const who = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', '-c', 'commit.gpgsign=false'];
  git('add', '--all');
  git(...who, 'commit', '--quiet', '-m', message);
}
