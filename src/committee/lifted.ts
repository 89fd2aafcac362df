import { missingFor } from './ceiling/words.ts';
import { type Disposition, dispositionsAt } from './disposition.ts';
import type { Finding } from './finding.ts';
import type { Session } from './session.ts';
import { ruleOn, type Verdict } from './verdict.ts';

/** A finding that a person waived or dismissed; it stays on record and counts no more. */
export interface Lifted {
  readonly finding: Finding;
  readonly disposition: Disposition;
}

/** What a session's verdict is once people have decided on its findings. */
export interface Ruled {
  readonly verdict: Verdict;
  /** Heaviest first, as the session lists its findings. */
  readonly lifted: readonly Lifted[];
  /** Waivers of the session's findings that were given at another head and count for nothing here. */
  readonly lapsed: readonly Lifted[];
}

/**
 * Applies the rule table to a session once more, without the findings that were waived or dismissed at its head. Status,
 * code, reason, what is missing, blockers and changes follow from it, and recommendations that name lifted findings alone
 * are left out; nothing else of the verdict moves. A decision lifts the finding that it names and no other, whatever the chair says to mean the same.
 */
export function ruleAgain(session: Session, dispositions: readonly Disposition[]): Ruled {
  const { holding, lapsed } = dispositionsAt(session.subject.head, dispositions);
  const lifted = join(session.findings, holding);
  const past = join(session.findings, lapsed);
  if (lifted.length === 0) return { verdict: session.verdict, lifted, lapsed: past };
  const gone = new Set(lifted.map(({ finding }) => finding.id));
  const { blockers, changes, status, code, reason, missing } = ruleOn({
    findings: session.findings.filter(({ id }) => !gone.has(id)),
    seats: session.expert_opinions,
    needed: session.seats_needed,
    coverage: { share: session.coverage.share, required: session.coverage_needed },
    rehearsalCovers: session.rehearsal_covers,
    stopped: session.ceiling === null ? null : missingFor(session.ceiling),
  });
  const verdict: Verdict = {
    ...session.verdict,
    status,
    code,
    reason,
    missing: [...missing],
    blockers: blockers.map(({ id }) => id),
    changes: changes.map(({ id }) => id),
    recommendations: session.verdict.recommendations.filter((text) => !namesOnly(text, gone)),
  };
  return { verdict, lifted, lapsed: past };
}

/** The blockers among findings that were lifted and had been confirmed. */
export function liftedBlockers({ lifted }: Pick<Ruled, 'lifted'>): readonly Lifted[] {
  return lifted.filter(({ finding }) => finding.severity === 'blocker' && finding.standing.kind === 'confirmed');
}

const NAMED_AT_END = /\((F-[0-9a-f]{8}(?:, F-[0-9a-f]{8})*)\)$/;

/** Whether a recommendation names findings, as the writing of the verdict puts them at its end, and only lifted ones. */
function namesOnly(text: string, gone: ReadonlySet<string>): boolean {
  const named = NAMED_AT_END.exec(text)?.[1];
  return named?.split(', ').every((id) => gone.has(id)) ?? false;
}

function join(findings: readonly Finding[], dispositions: readonly Disposition[]): readonly Lifted[] {
  const byFinding = new Map(dispositions.map((disposition) => [disposition.finding, disposition]));
  return findings.flatMap((finding) => {
    const disposition = byFinding.get(finding.id);
    return disposition === undefined ? [] : [{ finding, disposition }];
  });
}
