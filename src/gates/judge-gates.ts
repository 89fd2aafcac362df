import type { ConclaveConfig } from '../config/config.ts';
import type { GateId } from '../config/gates-config.ts';
import { judgeTitle } from './g1-title.ts';
import { judgeReference } from './g2-reference.ts';
import { judgeDossier } from './g3-dossier.ts';
import { judgeReadiness } from './g4-readiness.ts';
import { judgeHyperParameters } from './g5-hyper-parameters.ts';
import type { GateResult, Reason } from './gate.ts';
import type { GuardedFiles, GuardedPull } from './guarded-pull.ts';

/** Asks the five gates, in order; a gate that is off by configuration is not asked, and nobody's waiver is looked at. */
export function judgeGates(pull: GuardedPull, files: GuardedFiles, config: ConclaveConfig): readonly GateResult[] {
  const { change } = files;
  const gates: readonly (readonly [GateId, () => GateResult])[] = [
    ['G1', () => judgeTitle(pull, change, config)],
    ['G2', () => judgeReference(pull, config)],
    ['G3', () => judgeDossier(pull, files, config)],
    ['G4', () => judgeReadiness(pull, files, config)],
    ['G5', () => judgeHyperParameters(pull, change, config)],
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
