import type { AuditedDays, MergedPull, Version } from './merged-pull.ts';
import type { Per } from './waiver-audit.ts';

/** How merges are put into periods. */
export interface PeriodOrder {
  readonly per: Per;
  readonly days: AuditedDays;
  readonly sprintDays: number;
  readonly versions: readonly Version[];
}

/** The period of merges that no version holds yet. */
const UNRELEASED = 'unreleased';

type Merged = Pick<MergedPull, 'mergedAt' | 'mergeCommit'>;

/** The name of the period in which a pull request was merged. */
export function periodOf(pull: Merged, { per, days, sprintDays, versions }: PeriodOrder): string {
  switch (per) {
    case 'month':
      return pull.mergedAt.slice(0, 7);
    case 'sprint':
      return sprintOf(pull, days, sprintDays);
    case 'version':
      return versions.find(({ commits }) => commits.has(pull.mergeCommit ?? ''))?.name ?? UNRELEASED;
    default:
      return per satisfies never;
  }
}

/** Every period of an audit in order, also those in which nothing was merged. */
export function listPeriods({ per, days, sprintDays, versions }: PeriodOrder): readonly string[] {
  switch (per) {
    case 'month':
      return listMonths(days);
    case 'sprint':
      return listSprints(days, sprintDays);
    case 'version':
      return [...versions.map(({ name }) => name), UNRELEASED];
    default:
      return per satisfies never;
  }
}

/** The sprint of a merge by its first and last day; sprints are counted from the first day of the audit. */
export function sprintOf({ mergedAt }: Pick<Merged, 'mergedAt'>, { since }: AuditedDays, length: number): string {
  const index = Math.floor((Date.parse(mergedAt) - startOf(since)) / (length * DAY_MS));
  return nameSprint(since, index, length);
}

const DAY_MS = 86_400_000;

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function nameSprint(since: string, index: number, length: number): string {
  const first = startOf(since) + index * length * DAY_MS;
  return `${dayOf(first)} to ${dayOf(first + (length - 1) * DAY_MS)}`;
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function listSprints({ since, until }: AuditedDays, length: number): readonly string[] {
  const days = Math.floor((startOf(until) - startOf(since)) / DAY_MS) + 1;
  return Array.from({ length: Math.ceil(days / length) }, (_, index) => nameSprint(since, index, length));
}

function listMonths({ since, until }: AuditedDays): readonly string[] {
  const [year = 0, month = 1] = since.split('-').map(Number);
  const months: string[] = [];
  for (let index = 0; ; index += 1) {
    const name = new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7);
    if (name > until.slice(0, 7)) return months;
    months.push(name);
  }
}
