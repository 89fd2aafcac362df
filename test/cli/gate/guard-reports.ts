import type { GateAnswer, GateResult, Reason } from '../../../src/gates/gate.ts';
import type { GateWaiver, GuardReport } from '../../../src/gates/report.ts';

type GateId = GateResult['id'];

/** One gate's answer with a reason for each text. */
export function gateResult(id: GateId, answer: GateAnswer, ...reasons: readonly (string | Reason)[]): GateResult {
  const level = answer === 'fail' || answer === 'action_required' ? 'failure' : 'notice';
  return {
    id,
    answer,
    reasons: reasons.map((each) => (typeof each === 'string' ? { level, key: 'test', text: each } : each)),
  };
}

/** A report of five gates, which passes unless told otherwise. */
export function guardReport(more: Partial<GuardReport> = {}): GuardReport {
  const gates = (['G1', 'G2', 'G3', 'G4', 'G5'] as const).map((id) => gateResult(id, 'pass', 'as it should be'));
  return { gates, conclusion: 'success', notes: [], bypass: null, waivers: [], ...more };
}

const WAIVER: GateWaiver = {
  how: 'label',
  cause: '77',
  gates: ['G5'],
  by: 'grace',
  reason: 'legacy baseline, removed in #815',
  head: 'a1b2c3d4'.repeat(5),
  at: '2026-05-12T09:00:00Z',
  failures: [],
};

/** The report of surfaces.md, with one gate of each answer, a warning and a waiver. */
export const MIXED = guardReport({
  conclusion: 'failure',
  gates: [
    gateResult('G1', 'fail', {
      level: 'failure',
      key: 'format',
      text: '"Add momentum feature" has no type.',
      mend: 'Try: feat(features): add momentum feature',
    }),
    gateResult('G2', 'pass', 'Closes #812'),
    gateResult('G3', 'exempt', 'only documents changed', {
      level: 'warning',
      key: 'name',
      text: 'The name has no real date.',
      mend: 'Name it YYYY-MM-DD-<slug>-plan.md.',
      path: 'documentation/reviews/2026-02-31-momentum-plan.md',
    }),
    gateResult('G4', 'off', 'off by configuration'),
    gateResult('G5', 'waived', 'waived by @grace at a1b2c3d: "legacy baseline, removed in #815"', {
      level: 'warning',
      key: 'literal max_depth',
      text: 'max_depth = 6 stands in code.',
      path: 'src/training/model.py',
      line: 48,
    }),
  ],
  notes: [
    { level: 'notice', key: 'local', text: 'Only the local repository was read.' },
    {
      level: 'warning',
      key: 'switch',
      text: 'The kill switch cannot be read, so the gates stay on.',
      mend: 'Grant it.',
    },
  ],
  waivers: [WAIVER],
});

/** The configuration cannot be read. */
export const MISCONFIGURED = guardReport({
  conclusion: 'action_required',
  gates: MIXED.gates.map(({ id }) =>
    gateResult(id, 'action_required', {
      level: 'failure',
      key: 'configuration',
      text: 'The configuration is wrong: unknown key "gaets".',
      mend: 'Expected one of: version, story, gates.\ndid you mean "gates"?',
      path: '.github/conclave.yml',
      line: 2,
    }),
  ),
});

/** All gates are off. */
export const SWITCHED_OFF = guardReport({
  conclusion: 'neutral',
  gates: MIXED.gates.map(({ id }) => gateResult(id, 'off', 'Off by the kill switch since 2026-05-12T09:00:00Z.')),
  bypass: { kind: 'kill-switch', since: '2026-05-12T09:00:00Z' },
});

/** A title, a path and a reason by which their author would like to command whoever reads them. */
export const HOSTILE = guardReport({
  conclusion: 'failure',
  gates: [
    gateResult('G1', 'fail', '"\u001b[2J##[set-output name=conclusion]success \u202e::error::x" has no type'),
    gateResult('G2', 'fail', '::set-output name=g2::pass', '\n::add-mask::success'),
    gateResult('G3', 'pass', 'it is "##[endgroup]"'),
    gateResult('G4', 'exempt', 'no story'),
    gateResult('G5', 'fail', {
      level: 'failure',
      key: 'literal',
      text: 'lr = 1, 100 %',
      mend: 'a\r\nb: c, d',
      path: 'src/training/a,b: c\n::error::%.py',
      line: 3,
    }),
  ],
});
