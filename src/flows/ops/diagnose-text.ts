import { AppError } from '../../kernel/app-error.ts';
import { type CorrelationData, readCorrelationData } from '../../ops/correlation-data.ts';
import { diagnose } from '../../ops/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../ops/diagnosis/diagnosis.ts';
import { readDiagnosisInput } from '../../ops/diagnosis/input.ts';
import type { Thresholds } from '../../ops/thresholds.ts';

/** What a file's runs were diagnosed with, and lines of it that could not be read. */
export interface DiagnosedText {
  readonly diagnoses: readonly Diagnosis[];
  /** As `line 12:7: the key f1_buy is given twice: event=… f1_buy=0.6 f1_buy=0.7`, with the raw line. */
  readonly malformed: readonly string[];
}

/** Diagnoses every run of a JSON object, a list of them or a structured log; throws `bad-input` where it holds none. */
export function diagnoseText(text: string, fileName: string, lines: Thresholds): DiagnosedText {
  const { runs, malformed } = /^\s*[[{]/.test(text) ? readJson(text, fileName) : readCorrelationData(text, fileName);
  if (runs.length === 0) {
    throw new AppError('bad-input', 'it holds no run to diagnose', {
      where: fileName,
      expected:
        'a JSON object, a list of them, or a log with a block === CORRELATION DATA === or lines event=correlation_data',
    });
  }
  return {
    diagnoses: runs.map((facts) => diagnose(facts, lines)),
    malformed: malformed.map(({ line, column, why, raw }) => `line ${line}:${column}: ${why}: ${raw}`),
  };
}

function readJson(text: string, fileName: string): CorrelationData {
  const value = parseJson(text, fileName);
  const all = Array.isArray(value) ? value : [value];
  return { runs: all.map((each) => readDiagnosisInput(each, fileName)), malformed: [] };
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-input', 'not valid JSON', { where: fileName, expected: 'a JSON object', cause });
  }
}
