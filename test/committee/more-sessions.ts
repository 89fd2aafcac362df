import type { Session } from '../../src/committee/session.ts';
import { writeVerdict } from '../../src/committee/write-verdict.ts';
import { calibration, FILES, freeTrades, unanswered } from '../fixtures/momentum-findings.ts';
import { buildSession } from '../fixtures/session-builder.ts';
import { confirmedBy, file, finding, MODELS, pair } from '../fixtures/session-parts.ts';
import { accepted, acceptedRehearsal, huge, SESSIONS } from '../fixtures/sessions.ts';
import { aboveCeiling, laterReview } from './later-sessions.ts';

const UNANIMOUS = ['ml-engineer', 'data-scientist', 'crypto-trader', 'architect', 'ops'].flatMap((skill) =>
  pair(
    skill,
    ['accept_with_changes', 6, `${skill} asks for a change.`],
    ['accept_with_changes', 6, 'Two of the same.'],
  ),
);

/** A plan that was accepted: no commit, one document, a question, no chair. */
function acceptedPlan(): Session {
  const plan = 'documentation/reviews/2026-05-12-momentum-lookback-plan.md';
  const session = buildSession({
    subject: { name: '2026-05-12-momentum-lookback-plan.md', base: null, head: null },
    question: 'Is the look-back of 24 bars justified?',
    files: [file(plan, 70, { kind: 'docs' })],
    seats: accepted().expert_opinions,
    minutes: 'off',
  });
  return { ...session, session_type: 'plan_review', verdict: { ...session.verdict, session_type: 'plan_review' } };
}

/** Two claims that mean the same, confirmed by the model that raised them, since it holds both seats. */
function groupedChanges(): Session {
  const dependent = { kind: 'confirmed', by: 'cross-examination', model: MODELS.first, independent: false } as const;
  const again = finding({
    severity: 'major',
    code: 'METHODOLOGY_FLAW',
    claim: 'The same slice trains and calibrates.',
    at: 'src/training/trainer.py:120',
    quote: 'scores = calibrated.predict_proba(features)',
    raisedBy: ['ml-engineer/first'],
    standing: { ...dependent, why: 'The slice is the same.' },
  });
  const seats = UNANIMOUS.map((seat) => ({ ...seat, model: MODELS.first, answered_by: MODELS.first }));
  return buildSession({
    files: FILES,
    findings: [{ ...calibration, standing: { ...dependent, why: 'split.train is read twice.' } }, again],
    examined: 2,
    seats,
    minutes: {
      summary: 'The calibration sees the rows that trained the classifier.',
      groups: [[calibration.id, again.id]],
      agreement: [],
      recommendations: [],
      adr_impact: null,
      test_impact: null,
      ml_impact: 'Probabilities are too sure.',
      trading_impact: null,
    },
  });
}

/** INCONCLUSIVE for one reason only, with a change confirmed meanwhile. */
function unexamined(): Session {
  return buildSession({
    files: FILES,
    findings: [freeTrades, unanswered],
    examined: 1,
    seats: UNANIMOUS,
    minutes: 'off',
  });
}

/** Six blockers: more than the first lines name. */
export function manyBlockers(): Session {
  const blockers = Array.from({ length: 6 }, (_, index) =>
    finding({
      severity: 'blocker',
      code: 'DATA_LEAKAGE',
      claim: `Feature ${index} knows the next close.`,
      at: `src/features/momentum.py:${40 + index}`,
      quote: `columns["mom_${index}"] = close.shift(-${index + 1})`,
      raisedBy: ['ml-engineer/first'],
      standing: confirmedBy(MODELS.second, 'The shift is negative.'),
    }),
  );
  return buildSession({ files: FILES, findings: blockers, examined: 6, seats: UNANIMOUS, minutes: null });
}

/** A rehearsal of a change in a language that no rule reads. */
function blindRehearsal(): Session {
  const session = acceptedRehearsal();
  const seats = session.expert_opinions.map((seat) => ({
    ...seat,
    standing: 'abstained' as const,
    stance: 'abstain' as const,
    score: 5,
    summary: 'Rehearsal: no evidence rule of this skill reads any file of this dossier.',
    abstain_reason: 'Rehearsal: no evidence rule of this skill reads any file of this dossier.',
  }));
  const verdict = writeVerdict({
    sessionType: 'pr_review',
    findings: [],
    seats,
    seatsNeeded: session.seats_needed,
    coverage: { share: 1, required: session.coverage_needed },
    rehearsalCovers: false,
    stopped: null,
    minutes: null,
  });
  return { ...session, rehearsal_covers: false, expert_opinions: seats, verdict };
}

/** A call without an answer may have been charged. */
export function possiblySpent(): Session {
  const session = accepted();
  const totals = { ...session.finops.totals, possibly_spent_micro_usd: 41_000, cached_input_tokens: 120_000 };
  return { ...session, finops: { ...session.finops, totals } };
}

/** Every session whose renderings are kept as golden files. */
/** Findings that rest on records and passages, one id that nothing has, a decision that binds and a question. */
function sourced(): Session {
  const leak = finding({
    severity: 'blocker',
    code: 'DATA_LEAKAGE',
    rule: 'leak/negative-shift',
    claim: 'The close of bar t+1 enters the feature mom_1 of bar t.',
    at: 'src/features/momentum.py:48',
    quote: 'columns["mom_1"] = close.shift(-1)',
    raisedBy: ['ml-engineer/first'],
    standing: { kind: 'confirmed', by: 'rule', model: null, independent: true, why: 'hard rule leak/negative-shift' },
  });
  const record = { path: 'docs/adr/0001-past-bars.md', line: 19 };
  const passage = { id: 'adr:1#decision', kind: 'passage', label: 'ADR-1 §Decision', ...record } as const;
  const runbook = {
    id: 'doc:docs/costs.md#fees',
    kind: 'passage',
    label: 'docs/costs.md §Fees',
    path: 'docs/costs.md',
    line: 7,
  } as const;
  const session = buildSession({
    files: FILES,
    findings: [
      { ...leak, sources: [passage] },
      { ...freeTrades, sources: [runbook], unknown_sources: ['adr:99', 'doc:docs/no.md#x'] },
    ],
    examined: 0,
    seats: UNANIMOUS,
    minutes: 'off',
  });
  return {
    ...session,
    decisions: [
      {
        id: 'adr:1',
        title: 'Features use past bars only',
        ...record,
        whys: ['its invariant INV-1 applies to src/features/momentum.py', 'names src/features/** on line 36'],
      },
    ],
    questions: [{ path: 'deploy/redis.yml', line: 3, text: 'A new service: which record decides on it?' }],
    library: { commit: '70a0d02c41f9', passages: 214 },
    provenance: {
      ...session.provenance,
      own_rules: [],
      rule_decisions: [
        { rule: 'leak/backfill', decision: 'off', reason: 'prices are final when they are stored' },
        { rule: 'time/naive-datetime', decision: 'hard', reason: null },
      ],
    },
  };
}

export const GOLDEN_SESSIONS: Readonly<Record<string, () => Session>> = {
  ...SESSIONS,
  huge,
  'accepted-plan': acceptedPlan,
  'grouped-changes': groupedChanges,
  unexamined,
  'many-blockers': manyBlockers,
  'blind-rehearsal': blindRehearsal,
  'possibly-spent': possiblySpent,
  sourced,
  'later-review': laterReview,
  'above-ceiling': aboveCeiling,
};
