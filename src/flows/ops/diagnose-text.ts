import { AppError } from '../../kernel/app-error.ts';
import { readCorrelationData } from '../../ops/correlation-data.ts';
import { diagnose } from '../../ops/diagnosis/diagnose.ts';
import type { Diagnosis } from '../../ops/diagnosis/diagnosis.ts';
import { readDiagnosisInput } from '../../ops/diagnosis/input.ts';
import type { Thresholds } from '../../ops/thresholds.ts';

/** What a file's runs were diagnosed with, and lines of it that could not be read. */
export interface DiagnosedText {
  readonly diagnoses: readonly Diagnosis[];
  /** As `line 12: the key f1_buy is given twice`. */
  readonly malformed: readonly string[];
}

/** Diagnoses every run of a JSON file or of a structured log; throws `bad-input` where it holds none. */
export function diagnoseText(text: string, fileName: string, lines: Thresholds): DiagnosedText {
  if (text.trimStart().startsWith('{')) {
    return { diagnoses: [diagnose(readDiagnosisInput(parseJson(text, fileName), fileName), lines)], malformed: [] };
  }
  const { runs, malformed } = readCorrelationData(text, fileName);
  if (runs.length === 0) {
    throw new AppError('bad-input', 'it holds no run to diagnose', {
      where: fileName,
      expected: 'a JSON object, or a log with a block === CORRELATION DATA === or lines event=correlation_data',
    });
  }
  return {
    diagnoses: runs.map((facts) => diagnose(facts, lines)),
    malformed: malformed.map(({ line, why }) => `line ${line}: ${why}`),
  };
}

function parseJson(text: string, fileName: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('bad-input', 'not valid JSON', { where: fileName, expected: 'a JSON object', cause });
  }
}
