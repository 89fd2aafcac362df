import { diagnoseRun } from '../../flows/ops/diagnose-run.ts';
import { diagnoseText } from '../../flows/ops/diagnose-text.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Diagnosis } from '../../ops/diagnosis/diagnosis.ts';
import { nextStepOfDiagnosis } from '../../ops/next-step.ts';
import type { UnknownCause, UnknownReading } from '../../ops/reading.ts';
import { EXIT } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';
import { renderDiagnosesJson } from './diagnosis-json.ts';
import { renderDiagnosisText } from './diagnosis-text.ts';
import { exitCodeOfDiagnosis } from './diagnosis-words.ts';
import { type OpsGround, openGround } from './ground.ts';
import { readInputFile } from './input-file.ts';
import { type DiagnoseOptions, parseDiagnoseOptions } from './options.ts';
import type { ToldDiagnosis } from './told-diagnosis.ts';
import { tellStep } from './told-step.ts';
import { withSources } from './wire.ts';

/** `conclave ops diagnose`: says what ails a run, or each run of a file, and what to do next; returns the exit code. */
export async function diagnoseCommand(rawOptions: unknown, terminal: Terminal): Promise<number> {
  const options = parseDiagnoseOptions(rawOptions, terminal);
  const { subject, json } = options;
  const ground = await openGround(options, subject.kind === 'input', terminal);
  const all = await findDiagnoses(subject, ground, terminal);
  const exitCode = worstExit(all);
  terminal.output.write(
    json
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

async function findDiagnoses(
  subject: DiagnoseOptions['subject'],
  ground: OpsGround,
  terminal: Terminal,
): Promise<readonly ToldDiagnosis[]> {
  const { ops } = ground;
  if (subject.kind === 'input') {
    const file = await readInputFile(subject.file, 'figures of a run as JSON, or a block of event=… lines', terminal);
    const { diagnoses, malformed } = diagnoseText(file.text, file.name, ops.thresholds);
    const lost = malformed.map((line) => `MALFORMED, ${file.name}, ${line}`);
    const from = `figures of ${file.name}`;
    return diagnoses.map((diagnosis, index) => tell(diagnosis, { from, notes: index === 0 ? lost : [] }, ground));
  }
  const at = new Date(terminal.now());
  const { run } = subject;
  const found = await withSources(terminal, (sources) => diagnoseRun({ ops, run, sources, at }));
  if (found.kind === 'unknown-run') throw noRun(run, found.why);
  return [tell(found.diagnosis, { from: 'read from its sources', notes: found.reservations }, ground)];
}

function tell(diagnosis: Diagnosis, beside: Pick<ToldDiagnosis, 'from' | 'notes'>, { ops }: OpsGround): ToldDiagnosis {
  return { ...beside, diagnosis, next: tellStep(nextStepOfDiagnosis(diagnosis), ops.incidents.roles) };
}

const SILENT: readonly UnknownCause[] = ['unreachable', 'timed-out', 'refused'];

/** A server that gave no answer is another thing than a run that it does not have. */
function noRun(run: string, { why, words }: UnknownReading): AppError {
  return new AppError(
    SILENT.includes(why) ? 'outside-failed' : 'bad-input',
    `the run ${run} cannot be read: ${words}`,
    {
      where: 'RUN',
      expected: 'the id of a run that a source of the kind mlflow keeps',
      advice: 'Without one, give its figures by --input FILE.',
    },
  );
}
