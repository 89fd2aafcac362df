import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { configText, documentText, moduleText, testText } from './large-change-texts.ts';

/** A git repository with a large change between two of its branches; the same bytes each time. */
export interface LargeChange {
  readonly folder: string;
  readonly base: string;
  readonly head: string;
  /** As git counts them. */
  readonly files: number;
  readonly changedLines: number;
  remove(): void;
}

/** One file of the change: how it is written, and how many of its blocks are there before and after. */
interface Plan {
  readonly path: string;
  readonly write: (seed: number, blocks: readonly number[]) => string;
  readonly before: number;
  readonly after: number;
}

/** Makes a trading repository of 300 files of which the head changes 120 by about 5,000 lines. */
export function makeLargeChange(): LargeChange {
  const root = mkdtempSync(join(tmpdir(), 'conclave-bench-'));
  const folder = join(root, 'quant');
  mkdirSync(folder);
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', env: gitEnvironment(folder) });
  const plans = [...changedPlans(), ...untouchedPlans()];
  git('init', '--quiet', '--initial-branch=main');
  writeAll(folder, plans, ({ before }) => before);
  commitAll(git, 'base');
  git('checkout', '--quiet', '-b', 'large');
  writeAll(folder, plans, ({ after }) => after);
  commitAll(git, 'large');
  const counts = git('diff', '--numstat', 'main', 'large').trim().split('\n');
  return {
    folder,
    base: 'main',
    head: 'large',
    files: counts.length,
    changedLines: counts.reduce((sum, line) => sum + changedIn(line), 0),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Half of the change is implementation; most files grow, some are new, some shrink. */
function changedPlans(): readonly Plan[] {
  return [
    ...plansFor(60, 'src', moduleText, '.py'),
    ...plansFor(30, 'tests', testText, '.py'),
    ...plansFor(15, 'config', configText, '.yml'),
    ...plansFor(15, 'docs', documentText, '.md'),
  ];
}

const AREAS = ['features', 'labels', 'training', 'backtest', 'risk', 'execution'];

function plansFor(count: number, folder: string, write: Plan['write'], ending: string): readonly Plan[] {
  return Array.from({ length: count }, (_, index) => {
    const area = AREAS[index % AREAS.length] ?? '';
    const name = `${folder === 'tests' ? 'test_' : ''}${area}_${index}`;
    const path = `${folder}/${folder === 'src' ? `${area}/` : ''}${name}${ending}`;
    const isNew = index % 5 === 4;
    const shrinks = index % 7 === 3;
    const [before, after] = isNew ? [0, 6] : shrinks ? [14, 10] : [10, 14];
    return { path, write, before, after };
  });
}

function untouchedPlans(): readonly Plan[] {
  return Array.from({ length: 180 }, (_, index) => ({
    path: `src/archive/study_${index}.py`,
    write: moduleText,
    before: 8,
    after: 8,
  }));
}

/** The blocks that come or go stand spread over the file, as edits do. */
function writeAll(folder: string, plans: readonly Plan[], countOf: (plan: Plan) => number): void {
  for (const [seed, plan] of plans.entries()) {
    const count = countOf(plan);
    if (count === 0) continue;
    const most = Math.max(plan.before, plan.after);
    const all = Array.from({ length: most }, (_, block) => block);
    const dropped = new Set(all.filter((block) => block % 3 === 1).slice(0, most - count));
    const path = join(folder, plan.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(
      path,
      plan.write(
        seed,
        all.filter((block) => !dropped.has(block)),
      ),
    );
  }
}

function commitAll(git: (...args: readonly string[]) => string, message: string): void {
  git('add', '--all');
  git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', message);
}

function gitEnvironment(home: string): Readonly<Record<string, string>> {
  const moment = '2026-01-05T08:00:00Z';
  const who = { GIT_AUTHOR_NAME: 'bench', GIT_AUTHOR_EMAIL: 'bench@example.org', GIT_AUTHOR_DATE: moment };
  const alike = { GIT_COMMITTER_NAME: 'bench', GIT_COMMITTER_EMAIL: 'bench@example.org', GIT_COMMITTER_DATE: moment };
  return { PATH: process.env.PATH ?? '', HOME: home, ...who, ...alike };
}

function changedIn(line: string): number {
  const [added = '0', removed = '0'] = line.split('\t');
  return Number(added) + Number(removed);
}
