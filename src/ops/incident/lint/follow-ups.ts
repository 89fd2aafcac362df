import type { FollowUp, LogEntry } from '../log/entry.ts';
import { fieldLines } from '../log/fields.ts';
import { stagesOf } from '../log/stages.ts';
import type { IssueState, LintGround, LogFinding } from './finding.ts';

/** Follow-ups that name nothing where work goes on, and those whose status is not that of their issue. */
export function checkFollowUps({ log, issues }: LintGround): readonly LogFinding[] {
  return log.entries.flatMap(({ id, followUps }) =>
    followUps.flatMap((followUp) => [...checkLink(followUp, id), ...checkState(followUp, id, issues)]),
  );
}

function checkLink({ id, line, isLinked, isPending }: FollowUp, entry: string): readonly LogFinding[] {
  if (isLinked || isPending) return [];
  const message = `The follow-up ${id} of ${entry} names no issue, work package or story in which it is done.`;
  return [{ rule: 'incident/follow-up-link', line, entry, message, advice: 'Open an issue and name it, as `#812`.' }];
}

const DONE = /^(?:closed|done|fixed|merged)$/i;

function checkState(
  { id, line, status, issues }: FollowUp,
  entry: string,
  states: ReadonlyMap<number, IssueState>,
): readonly LogFinding[] {
  return issues.flatMap((issue): readonly LogFinding[] => {
    const state = states.get(issue);
    const told = state === undefined ? null : tellDifference(state, status);
    if (told === null) return [];
    const message = `The follow-up ${id} of ${entry} ${told.replace('#', `#${issue}`)}.`;
    const advice = 'Bring the column Status in line, or reopen the issue.';
    return [{ rule: 'incident/follow-up-state', line, entry, message, advice }];
  });
}

/** `#` stands for the issue. */
function tellDifference(state: IssueState, status: string | null): string | null {
  const isDone = status !== null && DONE.test(status);
  const isDropped = status !== null && /^(?:dropped|cancelled)$/i.test(status);
  switch (state) {
    case 'absent':
      return 'names issue #, which does not exist';
    case 'dropped':
      return isDropped ? null : 'names issue #, which was closed without being done';
    case 'open':
      return isDone || isDropped ? `is marked ${status}, while issue # is open` : null;
    case 'closed':
      return status === null || isDone ? null : `is marked ${status}, while issue # is closed`;
    default:
      return state satisfies never;
  }
}

/** After so many days what is still to be determined is forgotten. */
const MOST_DAYS = 14;
const DAY = 86_400_000;

/** Places that are held free, and repairs that are on their way, for more than two weeks. */
export function checkPending({ log, today }: LintGround): readonly LogFinding[] {
  return log.entries.flatMap((entry) => {
    const days = Math.floor((Date.parse(today) - Date.parse(entry.date)) / DAY);
    return days > MOST_DAYS ? pendingOf(entry, days) : [];
  });
}

function pendingOf(entry: LogEntry, days: number): readonly LogFinding[] {
  const { id } = entry;
  const found = { rule: 'incident/tbd', entry: id } as const;
  const lines = entry.fields.flatMap((field) => fieldLines(field).filter(({ text }) => /\bTBD\b/.test(text)));
  const inFlight = stagesOf(entry).find(
    ({ kind, at, text }) => kind === 'fix' && at === null && /in flight|pending|underway/i.test(text),
  );
  const told = lines.map(({ line }): LogFinding => {
    const row = entry.followUps.find((followUp) => followUp.line === line)?.id ?? 'something';
    const message = `${id} has held a place free for ${days} days: ${row} is still TBD.`;
    return { ...found, line, message, advice: 'Write what it became, or open an issue for it.' };
  });
  if (inFlight === undefined) return told;
  const message = `${id} says that its fix is in flight, ${days} days later.`;
  return [{ ...found, line: inFlight.line, message, advice: 'Write when it was fixed, in a later entry.' }, ...told];
}
