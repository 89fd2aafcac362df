import { noteOnVariable } from './check-story.ts';
import type { Draft } from './draft-entry.ts';
import { pointOut } from './findings.ts';
import type { Justification } from './justification.ts';
import type { AuditedDays, AuditGround } from './merged-pull.ts';
import { listPeriods, type PeriodOrder, periodOf } from './period.ts';
import type { AuditEntry, FollowUp, Per, TrendRow, WaiverAudit } from './waiver-audit.ts';

/** What an audit is asked to do. */
export interface AuditOrder {
  readonly days: AuditedDays;
  readonly per: Per;
  /** How many days a sprint has; sprints are counted from the first day. */
  readonly sprintDays: number;
  /** The waiver label to look for; null for the one that the configuration of each base branch names. */
  readonly label: string | null;
  /** The job of a workflow that asks the gates, beside the app's check. */
  readonly job: string;
}

/** A merged pull request that was looked at, with what justifies it where it went past the gates. */
export interface Case {
  readonly draft: Draft;
  readonly justification: Justification;
  readonly followUps: readonly FollowUp[];
}

/** What an audit is written from. */
export interface AuditMaterial {
  readonly repository: string;
  readonly order: AuditOrder;
  readonly labels: readonly string[];
  readonly ground: Pick<AuditGround, 'variable' | 'versions'>;
  /** Every merged pull request, oldest merge first. */
  readonly cases: readonly Case[];
}

/** Writes the audit: what went past the gates, what is to be pointed out, and the trend. */
export function assembleAudit({ repository, order, labels, ground, cases }: AuditMaterial): WaiverAudit {
  const { days, per, sprintDays } = order;
  const periods: PeriodOrder = { per, days, sprintDays, versions: ground.versions };
  const entries = cases.filter(({ draft }) => draft.ways.length > 0).map((each) => entryOf(each, periods));
  const stories = cases.map(({ draft }) => ({ number: draft.pull.number, gates: draft.gates }));
  return {
    version: 1,
    repository,
    since: days.since,
    until: days.until,
    labels: [...labels],
    per,
    sprint_days: sprintDays,
    merged: cases.length,
    bots: stories.filter(({ gates }) => gates.kind === 'bot').length,
    entries,
    findings: [...pointOut({ entries, stories, days, sprintDays })],
    trend: [...trendOf(cases, periods)],
    notes: [...noteOnVariable(ground.variable)],
  };
}

function entryOf({ draft, justification, followUps }: Case, periods: PeriodOrder): AuditEntry {
  const { pull, ways, counts } = draft;
  return {
    number: pull.number,
    url: pull.url,
    title: pull.title,
    author: pull.author,
    base: pull.base,
    merged_at: pull.mergedAt,
    merged_by: pull.mergedBy,
    period: periodOf(pull, periods),
    ways: [...ways],
    counts,
    gates: [...justification.gates],
    justification: justification.reason,
    justification_missing: counts ? justification.missing : null,
    edited_after_merge: pull.editedAt !== null && Date.parse(pull.editedAt) > Date.parse(pull.mergedAt),
    follow_ups: [...followUps],
  };
}

/** One row for each period; versions without a merge of these days are left out. */
function trendOf(cases: readonly Case[], periods: PeriodOrder): readonly TrendRow[] {
  const byPeriod = Map.groupBy(cases, ({ draft }) => periodOf(draft.pull, periods));
  const rows = listPeriods(periods).map((period) => rowOf(period, byPeriod.get(period) ?? []));
  return periods.per === 'version' ? rows.filter(({ merged }) => merged > 0) : rows;
}

function rowOf(period: string, cases: readonly Case[]): TrendRow {
  const count = (holds: (draft: Draft) => boolean) => cases.filter(({ draft }) => holds(draft)).length;
  return {
    period,
    merged: cases.length,
    waivers: count(({ counts, ways }) => counts && ways.some(({ kind }) => kind === 'label' || kind === 'command')),
    kill_switch: count(({ gates }) => gates.kind === 'kill-switch'),
    unknown: count(({ gates }) => gates.kind === 'unknown'),
  };
}
