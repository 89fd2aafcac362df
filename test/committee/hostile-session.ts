import type { Finding } from '../../src/committee/finding.ts';
import type { SeatRecord, Session } from '../../src/committee/session.ts';

/** The session with one text in every field that a model, an author or a repository writes. */
export function sayEverywhere(session: Session, text: string): Session {
  const { chair, verdict, subject, dossier, coverage } = session;
  return {
    ...session,
    subject: { ...subject, name: text, head: null },
    question: text,
    issue: text,
    dossier: { ...dossier, notes: dossier.notes.map(() => text) },
    coverage: {
      ...coverage,
      files: coverage.files.map((file) => ({ ...file, path: text, reason: file.reason === null ? null : text })),
    },
    evidence: session.evidence.map((item) => ({
      ...item,
      message: text,
      mend: text,
      quote: text,
      record: { id: text, title: text, path: text, line: 3 },
      allowed: text,
      cites: [text],
    })),
    decisions: [{ id: text, title: text, path: `docs/${text}`, line: 3, whys: [text, text] }],
    questions: [{ path: `deploy/${text}`, line: 3, text }],
    library: { commit: 'b0b0b0b', passages: 9 },
    provenance: {
      ...session.provenance,
      own_rules: [{ id: text, path: text }],
      rule_decisions: [{ rule: text, decision: 'off', reason: text }],
    },
    findings: session.findings.map((finding) => sayInFinding(finding, text)),
    round: roundOf(text),
    route: routeOf(text),
    ceiling: ceilingOf(text),
    not_asked: [{ whom: text, why: text }],
    expert_opinions: session.expert_opinions.map((seat) => sayInSeat(seat, text)),
    chair:
      chair === null ? null : { ...chair, minutes: chair.minutes === null ? null : minutesOf(chair.minutes, text) },
    verdict: {
      ...verdict,
      areas_of_agreement: verdict.areas_of_agreement.map(() => text),
      areas_of_dissent: verdict.areas_of_dissent.map(() => text),
      recommendations: verdict.recommendations.map(() => text),
    },
  };
}

/** A later review in which everything happened that can happen. */
function roundOf(text: string): Session['round'] {
  const place = { path: `src/${text}`, line: 3, end_line: 4, side: 'after', symbol: text, quote: text } as const;
  const line = { id: 'F-0a1b2c3d', severity: 'major', claim: text, place, why: text } as const;
  return {
    ...{ number: 3, kind: 'delta', full_because: null, complete: false, configuration: text, base_branch: text },
    baseline: { session: '20261120-110000-0a1b2c3d', head: '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432' },
    delta: { files: 2, lines: 40 },
    ...{ opened: [], reopened: ['F-1a1b2c3d'], carried: ['F-2a1b2c3d'] },
    fixed: [{ ...line, state: 'fixed' }],
    superseded: [{ ...line, state: 'superseded' }],
    dismissed: [{ ...line, state: 'dismissed' }],
    dropped: [
      {
        reason: 'copy',
        of: 'F-3a1b2c3d',
        likeness: 0.9,
        severity: 'major',
        claim: text,
        place,
        seats: [text],
        why: text,
      },
    ],
    rulings: [{ finding: 'F-2a1b2c3d', seat: text, model: null, answer: 'stands', why: text }],
  };
}

function ceilingOf(text: string): Session['ceiling'] {
  const piece = { files: 2, changed_lines: 9, first_paths: [text], over: true };
  return { kind: 'lines', asked: 9, allowed: 8, split: [{ ...piece, name: text, rest: true }] };
}

function routeOf(text: string): Session['route'] {
  return {
    ...{ session_type: 'pr_review', depth: 'light', experts: [text], models: {}, budget_usd: 1 },
    ...{ reviewers: [text], teams: [text], labels: [text] },
    rows: [{ id: text, from: 'repository', because: [text] }],
    undecided: [{ id: text, unknown: [text] }],
  };
}

function sayInFinding(finding: Finding, text: string): Finding {
  const { place, standing } = finding;
  return {
    ...finding,
    claim: text,
    sources: [{ id: `doc:${text}#${text}`, kind: 'passage', label: text, path: `docs/${text}`, line: 3 }],
    unknown_sources: [text],
    recommendation: finding.recommendation === '' ? '' : text,
    // A path decides on the order of findings, so that it begins the same for every text.
    place: place === null ? null : { ...place, path: `src/${text}`, symbol: text, quote: text },
    raised_by: finding.raised_by.map((raise) => ({ ...raise, claim: text })),
    standing: standing.kind === 'stated' ? standing : { ...standing, why: text },
  };
}

function sayInSeat(seat: SeatRecord, text: string): SeatRecord {
  return {
    ...seat,
    summary: text,
    abstain_reason: seat.abstain_reason === null ? null : text,
    failed_tries: seat.failed_tries.map((one) => ({ ...one, message: text })),
  };
}

type Minutes = NonNullable<NonNullable<Session['chair']>['minutes']>;

function minutesOf(minutes: Minutes, text: string): Minutes {
  const impact = (stated: string | null) => (stated === null ? null : text);
  return {
    ...minutes,
    summary: text,
    agreement: minutes.agreement.map(() => text),
    recommendations: minutes.recommendations.map((one) => ({ ...one, text })),
    adr_impact: impact(minutes.adr_impact),
    test_impact: impact(minutes.test_impact),
    ml_impact: impact(minutes.ml_impact),
    trading_impact: impact(minutes.trading_impact),
  };
}
