import { diagnose } from '../../ops/diagnosis/diagnose.ts';
import type { DiagnosisFacts } from '../../ops/diagnosis/facts.ts';
import { nextStepOfDiagnosis } from '../../ops/next-step.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { renderDiagnosesJson } from './diagnosis-json.ts';
import { renderDiagnosisText } from './diagnosis-text.ts';
import { exitCodeOfDiagnosis } from './diagnosis-words.ts';
import { readGivenRuns } from './given-runs.ts';
import { type OpsGround, openGround } from './ground.ts';
import { readInputFile } from './input-file.ts';
import { parseDiagnoseOptions } from './options.ts';
import type { ToldDiagnosis } from './told-diagnosis.ts';
import { tellStep } from './told-step.ts';

/** `conclave ops diagnose`: says what ails a run, or each run of a file, and what to do next; returns the exit code. */
export async function diagnoseCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseDiagnoseOptions(rawOptions, terminal);
  const ground = await openGround(options, options.input !== null, terminal);
  const all = await diagnoseFile(options.input ?? '-', ground, terminal);
  const exitCode = worstExit(all);
  terminal.output.write(
    options.json
      ? renderDiagnosesJson(all, exitCode)
      : all.map((told) => renderDiagnosisText(told, terminal.output)).join('\n'),
  );
  if (ground.note !== null) terminal.errors.write(`conclave: ${ground.note}\n`);
  return exitCode;
}

/** Bad news outweighs what is unknown. */
function worstExit(all: readonly ToldDiagnosis[]): number {
  const codes = all.map(({ diagnosis }) => exitCodeOfDiagnosis(diagnosis));
  return [EXIT.failed, EXIT.inconclusive].find((code) => codes.includes(code)) ?? EXIT.passed;
}

async function diagnoseFile(input: string, ground: OpsGround, terminal: Terminal): Promise<readonly ToldDiagnosis[]> {
  const file = await readInputFile(input, 'figures of a run as JSON, or a block of event=… lines', terminal);
  const { runs, notes } = readGivenRuns(file);
  return runs.map((facts, index) =>
    tell(facts, ground, { from: `figures of ${file.name}`, notes: index === 0 ? notes : [] }),
  );
}

function tell(facts: DiagnosisFacts, { ops }: OpsGround, beside: Pick<ToldDiagnosis, 'from' | 'notes'>): ToldDiagnosis {
  const diagnosis = diagnose(facts, ops.thresholds);
  return { ...beside, diagnosis, next: tellStep(nextStepOfDiagnosis(diagnosis), ops.incidents.roles) };
}
