import { sumTotals } from '../committee/call-totals.ts';
import { missingFor } from '../committee/ceiling/words.ts';
import type { Finding } from '../committee/finding.ts';
import { seatsNeeded } from '../committee/seat.ts';
import type { Session } from '../committee/session.ts';
import type { Hearing } from '../committee/verdict.ts';
import { writeVerdict } from '../committee/write-verdict.ts';
import { renderWhole } from '../dossier/dossier.ts';
import { hashText } from '../kernel/hash.ts';
import type { Hearing as SeatsHeard } from './hear-seats.ts';
import type { SessionPlan } from './plan-session.ts';
import { covers, type SessionRequest } from './session-request.ts';

/** What came of a session, step by step. */
export interface Proceedings {
  readonly id: string;
  readonly createdAt: number;
  readonly endedAt: number;
  readonly plan: Pick<SessionPlan, 'dossierTokens' | 'estimateMicroUsd'>;
  /** Why no seat was asked; null when they were. */
  readonly ceiling: Session['ceiling'];
  readonly hearing: SeatsHeard;
  readonly findings: readonly Finding[];
  readonly round: Session['round'];
  readonly examination: Session['cross_examination'];
  readonly chair: Session['chair'];
  readonly spent: Session['finops']['models'];
}

/** Writes the record of a session; every surface is drawn from it. */
export function writeSession(request: SessionRequest, proceedings: Proceedings): Session {
  const { dossier } = request;
  const { plan, hearing, findings, examination, chair } = proceedings;
  const totals = sumTotals([
    ...hearing.records.map((seat) => seat.totals),
    examination.totals,
    ...(chair ? [chair.totals] : []),
  ]);
  return {
    schema: 1,
    id: proceedings.id,
    conclave_version: request.conclaveVersion,
    created_at: new Date(proceedings.createdAt).toISOString(),
    duration_ms: Math.max(0, proceedings.endedAt - proceedings.createdAt),
    rehearsal: request.rehearsal,
    session_type: dossier.sessionType,
    subject: { name: dossier.subject, base: dossier.base, head: dossier.head },
    question: dossier.question,
    issue: dossier.issue,
    enforcement: request.enforcement,
    route: request.route,
    not_asked: [...request.notAsked],
    inline: request.inline,
    models: request.models,
    dossier: { sha256: hashText(renderWhole(dossier)), tokens: plan.dossierTokens, notes: [...dossier.notes] },
    coverage: dossier.coverage,
    coverage_needed: request.coverage,
    rehearsal_covers: rehearsalCovers(request),
    ceiling: proceedings.ceiling,
    seats_needed: seatsNeeded(request.seats, request.seatsHeard),
    evidence: dossier.evidence.map((item) => ({ ...item, cites: [...item.cites] })),
    decisions: dossier.library.decisions.map((decision) => ({ ...decision, whys: [...decision.whys] })),
    library: request.library,
    questions: [...dossier.library.questions],
    expert_opinions: [...hearing.records],
    findings: [...findings],
    round: proceedings.round,
    cross_examination: examination,
    chair,
    verdict: writeVerdict(verdictInput(request, proceedings)),
    finops: {
      budget_micro_usd: request.budget,
      estimate_micro_usd: plan.estimateMicroUsd,
      models: proceedings.spent,
      totals,
    },
    provenance: provenanceOf(request),
  };
}

function provenanceOf(request: SessionRequest): Session['provenance'] {
  const skills = [...new Set(request.seats.map(({ skill }) => skill))];
  return {
    config_sha256: request.configSha256,
    prompts: Object.values(request.prompts).map(({ name, sha256 }) => ({ name, sha256 })),
    skills: skills.map(({ name, sha256 }) => ({ name, sha256 })),
    rules: [...request.rules],
    own_rules: [...request.ownRules],
    rule_decisions: [...request.ruleDecisions],
  };
}

function verdictInput(request: SessionRequest, { hearing, findings, chair, ceiling }: Proceedings) {
  return {
    sessionType: request.dossier.sessionType,
    findings,
    seats: hearing.records,
    seatsNeeded: seatsNeeded(request.seats, request.seatsHeard),
    coverage: { share: request.dossier.coverage.share, required: request.coverage },
    rehearsalCovers: rehearsalCovers(request),
    stopped: ceiling === null ? null : missingFor(ceiling),
    minutes: chair?.minutes ?? null,
  };
}

/** What the rule table looks at. */
export function hearingOn(request: SessionRequest, { findings, seats }: Pick<Hearing, 'findings' | 'seats'>): Hearing {
  return {
    findings,
    seats,
    needed: seatsNeeded(request.seats, request.seatsHeard),
    coverage: { share: request.dossier.coverage.share, required: request.coverage },
    rehearsalCovers: rehearsalCovers(request),
    stopped: null,
  };
}

/** In a rehearsal: whether a rule of any seated skill has read a file of the dossier; null when models are asked. */
function rehearsalCovers(request: SessionRequest): boolean | null {
  return request.rehearsal ? request.seats.some(({ skill }) => covers(request, skill.name, request.dossier)) : null;
}
