import { ENOUGH_DECIDED, type Fates, MOST_DISMISSED, type QualityRow } from '../../committee/ledger/quality.ts';
import type { QualityReport } from './quality-words.ts';

/** Draws the figures as JSON; what nobody knows is null. */
export function renderQualityJson({ wish, reading, quality }: QualityReport): string {
  const { repository, since } = wish;
  const report = {
    place: reading.place,
    repository: repository === null ? null : `${repository.owner}/${repository.name}`,
    since,
    sessions: reading.sessions,
    unread: reading.unread,
    enough_decided: ENOUGH_DECIDED,
    most_dismissed: MOST_DISMISSED,
    findings: figuresOf(quality.all),
    rules: quality.rules.map((row) => ({ rule: row.name, ...figuresOf(row) })),
    skills: quality.skills.map((row) => ({ skill: row.name, ...figuresOf(row) })),
    judged: quality.canJudge,
    pointed_out: quality.pointedOut.map(({ kind, name, fates }) => ({ kind, name, ...fatesOf(fates) })),
  };
  return JSON.stringify(report, null, 2);
}

function figuresOf({ raised, fates }: QualityRow): object {
  return { raised, fates: fates === null ? null : fatesOf(fates) };
}

function fatesOf({ dismissedShare, ...counts }: Fates): object {
  return { ...counts, dismissed_share: dismissedShare };
}
