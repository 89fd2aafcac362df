import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { ArtefactSinks } from '../../../backtest/artefacts/artefact-writers.ts';
import type { TextSink } from '../../../backtest/artefacts/text-sink.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { wordFileFailure } from '../../../kernel/file-failure.ts';

/** The files of a run that are written while it goes; they are closed with it. */
export interface FileSinks extends ArtefactSinks, Disposable {
  readonly summary: TextSink;
}

/** Opens the files in a folder that is there. */
export function openFileSinks(folder: string): FileSinks {
  const opened: number[] = [];
  const open = (name: string): TextSink => {
    const path = join(folder, name);
    const file = guard(path, () => openSync(path, 'wx'));
    opened.push(file);
    return { write: (text) => void guard(path, () => writeAll(file, text)) };
  };
  return {
    trades: open('trades.csv'),
    equity: open('equity_curve.csv'),
    events: open('events.log'),
    summary: open('summary.json'),
    [Symbol.dispose]: () => {
      for (const file of opened) closeSync(file);
    },
  };
}

/** A file may take less than it was given, e.g. when the disk is almost full. */
function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
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
