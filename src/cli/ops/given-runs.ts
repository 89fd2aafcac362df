import { AppError } from '../../kernel/app-error.ts';
import { readCorrelationData } from '../../ops/correlation-data.ts';
import type { DiagnosisFacts } from '../../ops/diagnosis/facts.ts';
import { readDiagnosisInput } from '../../ops/diagnosis/input.ts';
import { type InputFile, parseInput } from './input-file.ts';

/** The runs that a file holds. */
export interface GivenRuns {
  readonly runs: readonly DiagnosisFacts[];
  /** What could not be read, in words. */
  readonly notes: readonly string[];
}

/** Reads the runs of a file: a JSON object, a list of them, or the CORRELATION DATA of a log. */
export function readGivenRuns(file: InputFile): GivenRuns {
  const given = /^\s*[[{]/.test(file.text) ? readJson(file) : readLog(file);
  if (given.runs.length > 0) return given;
  throw new AppError('bad-input', 'the file holds no run', {
    where: file.name,
    expected: 'one JSON object, a list of them, or lines such as event=correlation_data f1_buy=0.62',
  });
}

function readJson(file: InputFile): GivenRuns {
  const value = parseInput(file);
  const all = Array.isArray(value) ? value : [value];
  return { runs: all.map((each) => readDiagnosisInput(each, file.name)), notes: [] };
}

function readLog({ name, text }: InputFile): GivenRuns {
  const { runs, malformed } = readCorrelationData(text, name);
  const notes = malformed.map(({ line, column, why, raw }) => `MALFORMED, ${name}:${line}:${column}: ${why}: ${raw}`);
  return { runs, notes };
}
