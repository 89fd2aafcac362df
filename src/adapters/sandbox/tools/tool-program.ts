import { AppError } from '../../../kernel/app-error.ts';
import type { SentFile, SentStrategy, ToolWatch } from '../../../ports/strategy-tools.ts';
import { readPythonProgram } from '../python/python-program.ts';
import { Conversation } from '../strategy-host/conversation.ts';
import type { Message } from '../strategy-host/incoming.ts';
import { Garbage } from '../strategy-host/incoming.ts';
import { openWallEngine } from '../wall/opened-engine.ts';
import type { WallChoice, WallEngine } from '../wall/wall-engine.ts';

/** Folder behind the wall, below which the files of a repository stand by their paths. */
export const WORK = 'work';

/** Longest that a program behind a wall may take to start. */
const START_MS = 60_000;

/** A program that examines a strategy behind a wall. */
export interface ToolProgram {
  readonly talk: Conversation;
  /** Milliseconds for one order: all that the wall allows. */
  readonly limit: number;
}

/** What a program is started with; another engine than that of the choice is for tests. */
export interface ToolStart {
  readonly choice: WallChoice;
  readonly engine?: WallEngine;
}

/** Starts the tools in Python behind a wall, with the files of a strategy; it knows nothing else. */
export async function startToolProgram(
  { choice, engine = openWallEngine(choice) }: ToolStart,
  sent: SentStrategy,
  { onOutput, signal }: ToolWatch,
): Promise<ToolProgram> {
  signal?.throwIfAborted();
  const { image, settings } = choice;
  const { boot, files: own } = await readPythonProgram();
  const files = [...own, ...[sent.strategy, ...sent.tests].map(intoWork)];
  refuseTooMuch(files, settings.tmp_mb);
  const command = ['python3', '-s', '-P', '-B', '-c', boot];
  const process = await engine.start({ image, settings, command, surroundings: 'usual' });
  const talk = new Conversation(process, { where: sent.strategy.path, signal, onOutput });
  try {
    await talk.ask({
      order: {
        kind: 'files',
        files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })),
        start: 'strategy_wall.tools',
      },
      bytes: files.map(({ bytes }) => bytes),
      limit: START_MS,
      doing: () => 'starting the tools',
      read: demandReady,
    });
  } catch (error) {
    await talk.end();
    throw error;
  }
  return { talk, limit: settings.seconds * 1_000 };
}

function intoWork({ path, bytes }: SentFile): SentFile {
  return { path: `${WORK}/${path}`, bytes };
}

const MEBIBYTE = 1_048_576;

/** The tools need room to work beside what they work on. */
function refuseTooMuch(files: readonly SentFile[], tmp: number): void {
  const bytes = files.reduce((sum, each) => sum + each.bytes.length, 0);
  const most = (tmp * MEBIBYTE) / 2;
  if (bytes <= most) return;
  throw new AppError('bad-input', `the strategy and its tests have ${bytes} bytes`, {
    where: 'tests',
    expected: `at most ${most}, half of what may be written behind the wall`,
    advice: 'Test with fewer bars, or name the files with --tests.',
  });
}

function demandReady({ words, line }: Message): void {
  if (words.kind !== 'ready') throw new Garbage(line);
}
