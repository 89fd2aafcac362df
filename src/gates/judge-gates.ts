import type { ChangedFile } from '../change/change.ts';
import type { ConclaveConfig } from '../config/config.ts';
import type { GateId } from '../config/gates-config.ts';
import { judgeTitle } from './g1-title.ts';
import { judgeReference } from './g2-reference.ts';
import { judgeDossier } from './g3-dossier.ts';
import { judgeReadiness } from './g4-readiness.ts';
import { guardedPythonFiles, judgeHyperParameters, readGuardedPython } from './g5-hyper-parameters.ts';
import type { GateResult, Reason } from './gate.ts';
import type { GuardedFiles, GuardedPull } from './guarded-pull.ts';
import type { PythonReading } from './literal/python-file.ts';

/** Asks the five gates, in order; a gate that is off by configuration is not asked, and nobody's waiver is looked at. */
export function judgeGates(pull: GuardedPull, files: GuardedFiles, config: ConclaveConfig): readonly GateResult[] {
  return askGates({ pull, files, config }, readGuardedPython(askedPython({ files, config }), config));
}

/** What the gates are asked about. */
export interface GateQuestion {
  readonly pull: GuardedPull;
  readonly files: GuardedFiles;
  readonly config: ConclaveConfig;
}

/**
 * The same, with a pause after every few Python files: the memory of a syntax tree is given back only when the program
 * comes to rest, and thousands of trees are a gigabyte.
 */
export async function judgeGatesInParts(
  question: GateQuestion,
  pause: () => Promise<unknown>,
): Promise<readonly GateResult[]> {
  const asked = askedPython(question);
  const readings: PythonReading[] = [];
  for (let start = 0; start < asked.length; start += FILES_IN_A_PART) {
    readings.push(...readGuardedPython(asked.slice(start, start + FILES_IN_A_PART), question.config));
    await pause();
  }
  return askGates(question, readings);
}

const FILES_IN_A_PART = 20;

function askedPython({ files, config }: Pick<GateQuestion, 'files' | 'config'>): readonly ChangedFile[] {
  return config.gates.off.includes('G5') ? [] : guardedPythonFiles(files.change, config);
}

function askGates({ pull, files, config }: GateQuestion, readings: readonly PythonReading[]): readonly GateResult[] {
  const { change } = files;
  const gates: readonly (readonly [GateId, () => GateResult])[] = [
    ['G1', () => judgeTitle(pull, change, config)],
    ['G2', () => judgeReference(pull, config)],
    ['G3', () => judgeDossier(pull, files, config)],
    ['G4', () => judgeReadiness(pull, files, config)],
    ['G5', () => judgeHyperParameters(pull, { change, readings }, config)],
  ];
  return gates.map(([id, judge]) => (config.gates.off.includes(id) ? switchedOff(id) : judge()));
}

function switchedOff(id: GateId): GateResult {
  return { id, answer: 'off', reasons: [{ level: 'notice', key: 'off', text: 'off by configuration (gates.off)' }] };
}

/** The answers for a queued commit that is no longer the head: its title and description may speak of other commits. */
export function withoutWords(gates: readonly GateResult[]): readonly GateResult[] {
  const reason: Reason = {
    level: 'failure',
    key: 'queued head',
    text: 'The queued commit is no longer the head of the pull request, so its title and description are not judged.',
    mend: 'Take the pull request out of the merge queue, wait for its check, and queue it again.',
  };
  return gates.map((gate) =>
    (gate.id === 'G1' || gate.id === 'G2') && gate.answer !== 'off'
      ? { id: gate.id, answer: 'action_required', reasons: [reason] }
      : gate,
  );
}
