import { compareOpsSeverity } from '../../../kernel/ops-severity.ts';
import { type LogEntry, textOfField } from '../log/entry.ts';
import { type Stage, stagesOf } from '../log/stages.ts';
import type { LintGround, LogFinding } from './finding.ts';

/** Steps of *Time* that run backwards, and triggers that two incidents share to the minute. */
export function checkTimelines({ log }: LintGround): readonly LogFinding[] {
  const triggers = new Map<number, LogEntry>();
  return log.entries.flatMap((entry) => {
    const stages = stagesOf(entry);
    const trigger = stages.find(({ kind, at }) => kind === 'trigger' && at !== null);
    const shared = trigger === undefined ? undefined : triggers.get(trigger.at ?? 0);
    if (trigger !== undefined && shared === undefined) triggers.set(trigger.at ?? 0, entry);
    return [...checkOrder(entry, stages), ...(trigger && shared ? [sharedTrigger(entry, trigger, shared)] : [])];
  });
}

function checkOrder({ id }: LogEntry, stages: readonly Stage[]): readonly LogFinding[] {
  const timed = stages.filter(({ at }) => at !== null);
  return timed.slice(1).flatMap((stage, index): readonly LogFinding[] => {
    const before = timed[index];
    if (before === undefined || (stage.at ?? 0) >= (before.at ?? 0)) return [];
    const message = `The timeline of ${id} runs backwards: “${short(stage.text)}” stands behind “${short(before.text)}”.`;
    const advice = 'Order the steps by their times, with the day where it changes.';
    return [{ rule: 'incident/timeline', line: stage.line, entry: id, message, advice }];
  });
}

function sharedTrigger({ id }: LogEntry, { line, at }: Stage, other: LogEntry): LogFinding {
  const when = new Date((at ?? 0) * 60_000).toISOString();
  const message = `${id} gives the trigger ${when.slice(0, 10)} ${when.slice(11, 16)} UTC, which is that of ${other.id} to the minute.`;
  const advice = 'One of the two is copied; look into the log of the run that failed.';
  return { rule: 'incident/same-trigger', line, entry: id, message, advice };
}

const DAY = 1_440;
const PATH = /\bsrc\/[\w./-]{1,200}\.\w{1,8}/g;

/** An entry with what is asked of it again and again. */
interface Placed {
  readonly entry: LogEntry;
  /** Minutes since 1970; not a number where its day is none. */
  readonly begin: number;
  readonly surfaces: ReadonlySet<string>;
}

/** Incidents on one surface within a day: the later one names the earlier, and is at least as severe. */
export function checkRecurrence({ log }: LintGround): readonly LogFinding[] {
  const placed = log.entries.map((entry): Placed => ({ entry, begin: beginOf(entry), surfaces: surfacesOf(entry) }));
  return placed.flatMap((one, index) => {
    // A day that no calendar has lies near no other.
    const near = placed.slice(0, index).filter(({ begin }) => Math.abs(one.begin - begin) <= DAY);
    return near.flatMap((earlier) => checkPair(one, earlier)).slice(-1);
  });
}

function checkPair({ entry, surfaces }: Placed, { entry: earlier, surfaces: others }: Placed): readonly LogFinding[] {
  const path = [...surfaces].find((each) => others.has(each));
  const isSame = /\bsame surface\b/i.test(`${entry.title}\n${textOfField(entry, 'Severity')}`);
  if (path === undefined && !isSame) return [];
  const isNamed = names(entry, earlier);
  const found = { rule: 'incident/recurrence', line: entry.line, entry: entry.id } as const;
  if (path !== undefined && !isNamed) {
    const message = `${entry.id} and ${earlier.id} concern ${path} within a day, and ${entry.id} does not name ${earlier.id}.`;
    return [{ ...found, message, advice: `Name §${earlier.id} in its title and open a systemic follow-up.` }];
  }
  const [own, other] = [entry.severity, earlier.severity];
  if (!isNamed || !isSame || own === null || other === null || compareOpsSeverity(own, other) <= 0) return [];
  const message = `${entry.id} is the second incident on a surface within a day and ${own}, less severe than ${earlier.id}, which was ${other}.`;
  return [{ ...found, message, advice: 'What comes back within a day is escalated.' }];
}

function beginOf(entry: LogEntry): number {
  const first = stagesOf(entry).find(({ at }) => at !== null)?.at;
  return first ?? Math.floor(Date.parse(`${entry.date}T00:00:00Z`) / 60_000);
}

function surfacesOf(entry: LogEntry): ReadonlySet<string> {
  const told = `${textOfField(entry, 'Symptom')}\n${textOfField(entry, 'Root cause')}`;
  return new Set([...told.matchAll(PATH)].map(([path]) => path));
}

function names({ text }: LogEntry, { id }: LogEntry): boolean {
  return new RegExp(String.raw`(?<![\d.])${id.replace('.', String.raw`\.`)}(?![\d.]*\d)`).test(text);
}

function short(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
