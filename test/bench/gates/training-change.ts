import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const FILES = 3_000;
/** Functions that a file has at the base and at the head, of ten lines each. */
const BLOCKS = { before: 3, after: 10 };
/** Every so many files set a hyper-parameter in code. */
const FAULT_EVERY = 10;

/** A git repository in which a branch adds very much training code; the same bytes each time. */
export interface TrainingChange {
  readonly folder: string;
  readonly base: string;
  readonly files: number;
  readonly addedLines: number;
  /** How many lines set a hyper-parameter in code. */
  readonly faults: number;
  remove(): void;
}

/** Makes a change of 3,000 Python files with more than 200,000 added lines, all on paths that G5 reads. */
export function makeTrainingChange(): TrainingChange {
  const folder = mkdtempSync(join(tmpdir(), 'conclave-gates-'));
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  git('init', '--quiet', '--initial-branch=main');
  writeAll(folder, BLOCKS.before, false);
  commitAll(git, 'base');
  git('checkout', '--quiet', '-b', 'large');
  writeAll(folder, BLOCKS.after, true);
  commitAll(git, 'large');
  const counts = git('diff', '--numstat', 'main', 'large').trim().split('\n');
  return {
    folder,
    base: 'main',
    files: counts.length,
    addedLines: counts.reduce((sum, line) => sum + Number(line.split('\t')[0]), 0),
    faults: FILES / FAULT_EVERY,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function writeAll(folder: string, blocks: number, withFaults: boolean): void {
  for (let index = 0; index < FILES; index += 1) {
    const path = join(folder, `src/training/area_${index % 30}/study_${index}.py`);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, moduleText(index, blocks, withFaults && index % FAULT_EVERY === 0));
  }
}

function moduleText(index: number, blocks: number, withFault: boolean): string {
  const head = [`"""Study ${index}: max_depth = 6 is only told of here."""`, 'from settings import config', ''];
  const body = Array.from({ length: blocks }, (_, block) => functionText(index, block));
  const fault = withFault ? [`max_depth = ${3 + (index % 7)}`] : [];
  return `${[...head, ...body, ...fault].join('\n')}\n`;
}

function functionText(index: number, block: number): string {
  return [
    '',
    `def train_${index}_${block}(frame, learning_rate=None):`,
    `    """Fits fold ${block} of 10; the batch_size comes from the settings."""`,
    '    batch_size = config["batch_size"]  # max_depth = 6 would be wrong here',
    '    learning_rate = learning_rate or config["learning_rate"]',
    `    window = ${10 + block}`,
    '    model = build(frame, max_depth=config["max_depth"], n_estimators=config["n_estimators"])',
    '    weights = {"subsample": config["subsample"], "window": window}',
    '    model.fit(frame.rolling(window).mean(), batch_size=batch_size, weights=weights)',
    '    return model, learning_rate',
  ].join('\n');
}

function commitAll(git: (...args: readonly string[]) => string, message: string): void {
  const who = ['-c', 'user.name=bench', '-c', 'user.email=bench@example.org', '-c', 'commit.gpgsign=false'];
  git('add', '--all');
  git(...who, 'commit', '--quiet', '-m', message);
}
