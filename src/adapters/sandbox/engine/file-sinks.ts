import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ArtefactSinks } from '../../../backtest/artefacts/artefact-writers.ts';
import type { ByteSink } from '../../../backtest/artefacts/byte-lines.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { wordFileFailure } from '../../../kernel/file-failure.ts';

/** The files of a run that are written while it goes; they are closed with it. */
export interface FileSinks extends ArtefactSinks, Disposable {
  readonly decisions: ByteSink;
  readonly summary: ByteSink;
}

/** Opens the files in a folder that is there. */
export function openFileSinks(folder: string): FileSinks {
  const opened: number[] = [];
  const open = (name: string): ByteSink => {
    const path = join(folder, name);
    const file = guard(path, () => openSync(path, 'wx'));
    opened.push(file);
    return { write: (bytes) => guard(path, () => writeAll(file, bytes)) };
  };
  return {
    trades: open('trades.csv'),
    equity: open('equity_curve.csv'),
    events: open('events.log'),
    decisions: open('decisions.log'),
    summary: open('summary.json'),
    [Symbol.dispose]: () => {
      for (const file of opened) closeSync(file);
    },
  };
}

/** A file may take less than it was given, e.g. when the disk is almost full. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function guard<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new AppError('outside-failed', `cannot write ${path}: ${wordFileFailure(cause)}`, {
      expected: 'a folder in which files can be written, with room on the disk',
      cause,
    });
  }
}
