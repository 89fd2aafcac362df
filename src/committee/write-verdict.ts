import type { SessionType } from '../routing/session-type.ts';
import type { Minutes } from './chair.ts';
import { type ConsensusStrength, weighConsensus } from './consensus.ts';
import { listDissent } from './dissent.ts';
import type { Finding } from './finding.ts';
import { compareFindings } from './findings.ts';
import type { SeatRecord } from './session.ts';
import { type Hearing, type Ruling, ruleOn, type Verdict } from './verdict.ts';

/** What a verdict is written from. */
export interface VerdictInput {
  readonly sessionType: SessionType;
  readonly findings: readonly Finding[];
  readonly seats: readonly SeatRecord[];
  readonly seatsNeeded: number;
  readonly coverage: Hearing['coverage'];
  readonly rehearsalCovers: boolean | null;
  readonly stopped: Hearing['stopped'];
  /** The chair's words; null when it was not asked or did not answer. */
  readonly minutes: Minutes | null;
}

/** Applies the rule table and writes the verdict; the chair gives words only. */
export function writeVerdict(input: VerdictInput): Verdict {
  const { findings, seats, minutes } = input;
  const ruling = ruleOn({
    findings,
    seats,
    needed: input.seatsNeeded,
    coverage: input.coverage,
    rehearsalCovers: input.rehearsalCovers,
    stopped: input.stopped,
  });
  return {
    session_type: input.sessionType,
    status: ruling.status,
    code: ruling.code,
    consensus_strength: consensusOf(seats),
    reason: ruling.reason,
    missing: [...ruling.missing],
    blockers: ruling.blockers.map(({ id }) => id),
    changes: ruling.changes.map(({ id }) => id),
    areas_of_agreement: [...(minutes?.agreement ?? [])],
    areas_of_dissent: [...listDissent(findings, seats)],
    recommendations: [...recommend(ruling, findings, minutes)],
    advisory_only: true,
    human_review_required: true,
  };
}

/** Independent only when no skill was answered by one model in both seats. */
function consensusOf(seats: readonly SeatRecord[]): ConsensusStrength {
  const stances = seats.flatMap(({ skill, slot, stance }) => (stance === null ? [] : [{ skill, slot, stance }]));
  const skills = [...new Set(seats.map(({ skill }) => skill))];
  const independent = skills.every((skill) => isIndependent(seats.filter((seat) => seat.skill === skill)));
  return weighConsensus(stances, skills.length, independent);
}

function isIndependent(pair: readonly SeatRecord[]): boolean {
  const models = pair.flatMap(({ answered_by }) => (answered_by === null ? [] : [answered_by]));
  return new Set(models).size === models.length;
}

/** The chair's list; without one, what the confirmed findings ask for, heaviest first. */
function recommend(ruling: Ruling, findings: readonly Finding[], minutes: Minutes | null): readonly string[] {
  const known = new Set(findings.map(({ id }) => id));
  const given = (minutes?.recommendations ?? []).filter(({ text }) => text.trim() !== '');
  if (given.length > 0) {
    return given.map(({ text, findings: ids }) => {
      const named = [...new Set(ids)].filter((id) => known.has(id));
      return named.length === 0 ? text : `${text} (${named.join(', ')})`;
    });
  }
  return [...ruling.blockers, ...ruling.changes]
    .sort(compareFindings)
    .map(({ id, claim, recommendation }) => `${recommendation.trim() || claim} (${id})`);
}
