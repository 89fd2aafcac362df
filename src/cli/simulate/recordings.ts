import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../kernel/app-error.ts';
import {
  type BaseRecording,
  type PullRecording,
  parseBaseRecording,
  parsePullRecording,
} from '../../routing/pull-recording.ts';
import { readTextFile } from '../gate/text-file.ts';
import { reasonOf } from '../review/input.ts';
import type { Terminal } from '../terminal.ts';

const BASE_FILE = 'base.json';

/** Recorded pull requests, and what instructed when they were recorded. */
export interface Recordings {
  /** Null where none was recorded beside them. */
  readonly base: BaseRecording | null;
  /** Newest number first. */
  readonly pulls: readonly PullRecording[];
}

/** Reads the recordings of a folder: `base.json`, and a file for each pull request; every other JSON file is refused. */
export async function readRecordings(folder: string, input: Terminal['input']): Promise<Recordings> {
  const names = (await list(folder)).filter((name) => name.endsWith('.json')).sort();
  const read = async (name: string) =>
    readTextFile({ file: join(folder, name), option: '--prs', holds: 'a recording in UTF-8' }, input);
  const pulls: PullRecording[] = [];
  for (const name of names.filter((each) => each !== BASE_FILE)) {
    pulls.push(parsePullRecording(await read(name), join(folder, name)));
  }
  if (pulls.length === 0) throw noRecordings(folder);
  refuseTwice(pulls, folder);
  return {
    base: names.includes(BASE_FILE) ? parseBaseRecording(await read(BASE_FILE), join(folder, BASE_FILE)) : null,
    pulls: pulls.toSorted((one, other) => other.number - one.number),
  };
}

/** Writes recordings into a folder, which is made where there is none; files of the same names are replaced. */
export async function saveRecordings(
  folder: string,
  { base, pulls }: { readonly base: BaseRecording; readonly pulls: readonly PullRecording[] },
): Promise<void> {
  const files = [
    { name: BASE_FILE, recording: base },
    ...pulls.map((recording) => ({ name: `${recording.number}.json`, recording })),
  ];
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, recording } of files) {
      await writeFile(join(folder, name), `${JSON.stringify(recording, null, 2)}\n`);
    }
  } catch (cause) {
    throw new AppError('bad-input', `the recordings cannot be written: ${reasonOf(cause)}`, {
      where: '--save',
      expected: 'a folder in which files can be written',
      cause,
    });
  }
}

async function list(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    const isFile = cause instanceof Error && 'code' in cause && cause.code === 'ENOTDIR';
    throw new AppError(
      'bad-input',
      `the folder ${folder} cannot be read: ${isFile ? 'it is a file' : reasonOf(cause)}`,
      {
        where: '--prs',
        expected: 'a folder of recorded pull requests',
        cause,
      },
    );
  }
}

function noRecordings(folder: string): AppError {
  return new AppError('bad-input', `no pull request is recorded in ${folder}`, {
    where: '--prs',
    expected: 'JSON files, one for each pull request',
    advice: 'Record some: conclave simulate --config FILE --last 50 --save DIR',
  });
}

function refuseTwice(pulls: readonly PullRecording[], folder: string): void {
  const seen = new Set<string>();
  for (const { repository, number } of pulls) {
    const name = `${repository}#${number}`;
    if (seen.has(name)) {
      throw new AppError('bad-input', `${name} is recorded twice in ${folder}`, {
        where: '--prs',
        expected: 'one file for each pull request',
      });
    }
    seen.add(name);
  }
}
