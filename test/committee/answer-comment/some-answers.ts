import { readFileSync } from 'node:fs';
import type { Answer } from '../../../src/committee/answer-comment/answer.ts';
import { rightFor } from '../../../src/committee/answer-comment/help.ts';
import type { Disposition } from '../../../src/committee/disposition.ts';
import { ruleAgain } from '../../../src/committee/lifted.ts';
import type { Session } from '../../../src/committee/session.ts';
import { ConfigFile } from '../../../src/config/config.ts';
import { diagnose } from '../../../src/ops/diagnosis/diagnose.ts';
import { readDiagnosisInput } from '../../../src/ops/diagnosis/input.ts';
import { nextStepOfDiagnosis } from '../../../src/ops/next-step.ts';
import { parsePlaybook } from '../../../src/ops/playbook/library.ts';
import type { Playbook } from '../../../src/ops/playbook/playbook.ts';
import { renderDiagnosisAnswer } from '../../../src/ops/status-issue/diagnosis-answer.ts';
import { renderPlaybookAnswer } from '../../../src/ops/status-issue/playbook-answer.ts';
import { renderStateAnswer } from '../../../src/ops/status-issue/state-answer.ts';
import { calibration, leak, refuted, thinTest, unanswered, unsourced } from '../../fixtures/momentum-findings.ts';
import { inconclusive, rejected, rejectedRehearsal } from '../../fixtures/sessions.ts';
import { groundOf, liveUntil } from '../../ops/status-issue/some-status.ts';
import { EARLIER_HEAD, HEAD, someDisposition } from '../some-disposition.ts';

const spending = {
  pullMicroUsd: 560_000,
  pullPossiblySpentMicroUsd: 40_000,
  dayMicroUsd: 3_120_000,
  dayCapMicroUsd: 20_000_000,
  sessions: 2,
};

const linked = {
  scope: 'pr=41',
  linkTo: (path: string) => `https://github.example/acme/quant/blob/a1b2c3d/${path}`,
  linkToRule: () => null,
};

function status(session: Session, decisions: readonly Disposition[], head = HEAD): Answer {
  return {
    kind: 'status',
    pull: { state: 'open', draft: false, head },
    review: { head, attempt: 1, beganAt: '2026-05-12T07:10:04.000Z', status: 'published' },
    verdict: { session, ruled: ruleAgain(session, decisions) },
    spending,
  };
}

/** The status of a pull request whose only review ended without a verdict. */
function ended(how: 'refused' | 'failed', reason: string | null): Answer {
  return {
    kind: 'status',
    pull: { state: 'open', draft: false, head: HEAD },
    review: { head: HEAD, attempt: 0, beganAt: '2026-05-12T07:10:04.000Z', status: how, reason },
    verdict: null,
    spending: { ...spending, dayCapMicroUsd: null },
  };
}

function decided(session: Session, disposition: Disposition): Answer {
  const before = session.verdict.status;
  return { kind: 'decided', disposition, session, ruled: ruleAgain(session, [disposition]), before };
}

function playbookOf(code: string): Playbook {
  const path = `catalog/playbooks/${code}.yaml`;
  return parsePlaybook(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'), path);
}

function diagnosed(): string {
  const run = {
    f1_buy: 0.62,
    baseline_f1_buy: 0.5,
    sortino: -0.4,
    n_trades: 120,
    sl_pct: 56,
    tp_pct: 18,
    timeout_pct: 20,
  };
  const more = { platform: 'not_assessed', run: '4c1f0de2a7b34f0f', crypto: 'BTCUSDC' };
  const { thresholds } = ConfigFile.parse({ version: 1 }).ops;
  const diagnosis = diagnose(readDiagnosisInput({ ...run, ...more }, 'run.json'), thresholds);
  return renderDiagnosisAnswer(diagnosis, nextStepOfDiagnosis(diagnosis).sentence);
}

/** Every answer as it is given in earnest, by a name for its golden file. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
  'review-started': { kind: 'started', verb: 'review', sessionType: 'plan_review', head: HEAD, attempt: 0 },
  'retry-started': { kind: 'started', verb: 'retry', sessionType: 'pr_review', head: HEAD, attempt: 2 },
  'on-record': {
    kind: 'on-record',
    head: HEAD,
    sessionId: '20260512-071004-4be19c02',
    url: 'https://github.example/acme/quant/pull/41#issuecomment-7',
  },
  cancelled: { kind: 'cancelled', heads: [HEAD, EARLIER_HEAD] },
  'nothing-to-cancel': { kind: 'cancelled', heads: [] },
  status: status(rejected(), [someDisposition(leak.id), someDisposition(thinTest.id, { kind: 'dismissed' })]),
  'status-of-older-head': status(rejectedRehearsal(), [], 'b2c3d4e5'.repeat(5)),
  'status-of-nothing': {
    kind: 'status',
    pull: { state: 'open', draft: true, head: HEAD },
    review: null,
    verdict: null,
    spending: { ...spending, pullMicroUsd: 0, pullPossiblySpentMicroUsd: 0, sessions: 0 },
  },
  'status-of-refused': ended('refused', 'The configuration cannot be used'),
  'explain-rule': {
    kind: 'explanation',
    finding: leak,
    session: rejected(),
    decisions: [someDisposition(leak.id, { head: EARLIER_HEAD }), someDisposition(leak.id)],
    place: linked,
  },
  'explain-examined': { kind: 'explanation', finding: calibration, session: rejected(), decisions: [] },
  'explain-rehearsal': { kind: 'explanation', finding: leak, session: rejectedRehearsal(), decisions: [] },
  'explain-refuted': { kind: 'explanation', finding: refuted, session: rejected(), decisions: [] },
  'explain-unsourced': { kind: 'explanation', finding: unsourced, session: rejected(), decisions: [] },
  'explain-unanswered': { kind: 'explanation', finding: unanswered, session: inconclusive(), decisions: [] },
  waived: decided(rejected(), someDisposition(leak.id)),
  dismissed: decided(rejected(), someDisposition(thinTest.id, { kind: 'dismissed' })),
  'backtest-started': {
    ...{
      kind: 'backtest-started',
      head: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
      strategy: 'strategies/momentum.py',
    },
    ...{ workflow: 'backtest.yml', branch: 'main' },
  },
  'backtest-lost': {
    kind: 'backtest-lost',
    head: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678',
    workflow: 'backtest.yml',
    minutes: 61,
  },
  'backtest-moved': { kind: 'backtest-moved', head: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678' },
  'backtest-forbidden': { kind: 'backtest-not-started', why: { kind: 'forbidden' } },
  'backtest-no-workflow': {
    kind: 'backtest-not-started',
    why: { kind: 'no-workflow', workflow: 'backtest.yml', branch: 'main' },
  },
  'backtest-unfit': {
    kind: 'backtest-not-started',
    why: {
      kind: 'unfit-workflow',
      workflow: 'backtest.yml',
      words: "Workflow does not have 'workflow_dispatch' trigger",
    },
  },
  'ops-state': { kind: 'ops-told', markdown: renderStateAnswer(groundOf(liveUntil('67.5 % succeed'))) },
  'ops-diagnosis': { kind: 'ops-told', markdown: diagnosed() },
  'ops-playbook': { kind: 'ops-told', markdown: renderPlaybookAnswer(playbookOf('INFRA_SATURATED')) },
  'ops-unready': { kind: 'ops-unready' },
  'ops-no-run': { kind: 'ops-no-run', run: '4c1f0de2a7b34f0f', why: 'MLflow has no run of this id' },
  'ops-no-playbook': { kind: 'ops-no-playbook', code: 'INFRA', known: ['INFRA_SATURATED', 'POD_DOWN'] },
  'incident-declared': {
    ...{ kind: 'incident-declared', issue: 17, severity: 'P1' },
    url: 'https://github.example/acme/quant/issues/17',
  },
  'incident-refused': { kind: 'incident-refused', reason: 'It is mitigated since 2026-05-12 07:10 UTC already.' },
  'incident-elsewhere': { kind: 'incident-elsewhere', verb: 'ack' },
  'incident-forbidden': { kind: 'incident-forbidden', verb: 'close', has: 'read' },
  help: { kind: 'help' },
  'no-permission': { kind: 'no-permission', verb: 'waive', needs: 'maintain or admin', has: 'write' },
  'no-permission-to-dismiss': { kind: 'no-permission', verb: 'dismiss', needs: rightFor('dismiss'), has: 'read' },
  'own-waiver': { kind: 'own-waiver' },
  'own-dismissal': { kind: 'own-dismissal' },
  'unknown-finding': { kind: 'unknown-finding', finding: 'F-00000009', known: [leak.id, calibration.id] },
  'no-findings': { kind: 'unknown-finding', finding: 'F-00000009', known: [] },
  'other-head': { kind: 'other-head', finding: leak.id, reviewed: EARLIER_HEAD, head: HEAD },
  'gate-waived': {
    kind: 'gate-waived',
    gate: 'G3',
    by: 'mia',
    head: HEAD,
    reason: 'the dossier follows with the story of next week',
  },
  'gate-moved': { kind: 'gate-moved', head: HEAD },
  'gate-passes': { kind: 'gate-not-failing', gate: 'G1', answer: 'pass' },
  'gate-unasked': { kind: 'gate-not-failing', gate: 'G5', answer: 'action_required' },
  nothing: { kind: 'nothing', why: 'it is not open' },
  notice: { kind: 'notice', notice: { kind: 'unreadable', why: 'The host lists 3,000 of 3,412 files.' } },
  failed: {
    kind: 'failed',
    complaint: { what: 'GitHub answered 502 three times', where: null, expected: null, advice: 'try again later' },
    kept: 'The waiver is on record; the comment is not drawn anew yet.',
  },
};

/** The answers with one text wherever a person, a model or a repository writes; `session` says it everywhere. */
export function answersSaying(text: string, session: Session): readonly Answer[] {
  const complaint = { what: text, where: text, expected: text, advice: text };
  const said = { by: text, reason: text, head: HEAD };
  const refusal = { kind: 'refused', argument: null, verb: text, words: [text] } as const;
  return [
    ...session.findings.map(
      (finding): Answer => ({
        kind: 'explanation',
        finding,
        session,
        decisions: [someDisposition(finding.id, said), someDisposition(finding.id, { ...said, kind: 'dismissed' })],
      }),
    ),
    ...session.findings
      .slice(0, 1)
      .map(({ id }) => decided(session, someDisposition(id, { ...said, kind: 'dismissed' }))),
    { ...refusal, refusal: 'unknown-verb' },
    { ...refusal, verb: 'explain', refusal: 'bad-argument', argument: 'finding' },
    { kind: 'gate-waived', gate: 'G3', by: text, head: HEAD, reason: text },
    { kind: 'ops-no-run', run: text, why: text },
    { kind: 'ops-no-playbook', code: text, known: [text] },
    { kind: 'incident-refused', reason: text },
    { kind: 'incident-elsewhere', verb: text },
    { kind: 'incident-forbidden', verb: text, has: text },
    {
      kind: 'incident-malformed',
      refused: { kind: 'refused', refusal: 'unknown-verb', verb: text, words: [text], argument: null },
    },
    { kind: 'nothing', why: text },
    ended('failed', text),
    { kind: 'notice', notice: { kind: 'configuration', complaint } },
    { kind: 'failed', complaint, kept: text },
  ];
}
