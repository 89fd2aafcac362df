import type { Diagnosis } from '../../ops/diagnosis/diagnosis.ts';
import type { ToldStep } from './told-step.ts';

/** A diagnosis with what a person needs beside it. */
export interface ToldDiagnosis {
  readonly diagnosis: Diagnosis;
  readonly next: ToldStep;
  /** Where the figures are from: `run.json`, or `run 7f3a of mlflow`. */
  readonly from: string;
  /** What a person should know of how it was read. */
  readonly notes: readonly string[];
}
