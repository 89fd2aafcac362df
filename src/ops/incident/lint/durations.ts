import type { LogEntry } from '../log/entry.ts';
import { type Stage, stagesOf } from '../log/stages.ts';
import { type StatedDuration, type StatedPart, statedParts } from '../log/stated-durations.ts';
import { tellMinutes } from '../moment.ts';
import type { LintGround, LogFinding } from './finding.ts';

type Base = 'trigger' | 'human';

/** Durations that contradict the timeline of their own entry, or count from two beginnings without saying so. */
export function checkDurations({ log }: LintGround): readonly LogFinding[] {
  return log.entries.flatMap((entry) => {
    const ground = groundOf(entry);
    if (ground.trigger === null) return [];
    const judged = ground.parts.map((part) => ({ part, fit: fitOf(part, ground) }));
    const wrong = judged.flatMap(({ part, fit }) =>
      fit.kind === 'wrong' ? [wrongPart(entry, part, fit.expected)] : [],
    );
    return [...checkStages(entry, ground), ...wrong, ...checkBases(entry, judged)];
  });
}

interface Ground {
  readonly stages: readonly Stage[];
  readonly parts: readonly StatedPart[];
  readonly trigger: number | null;
  /** When a person knew, by the timeline or else by what is stated. */
  readonly human: number | null;
  readonly isAbout: boolean;
}

function groundOf(entry: LogEntry): Ground {
  const [stages, parts] = [stagesOf(entry), statedParts(entry)];
  const trigger = stages.find(({ kind }) => kind === 'trigger');
  const at = trigger?.at ?? null;
  const stated = parts.find(({ kind }) => kind === 'human')?.duration?.minutes;
  const human = momentOf('human', stages) ?? (at === null || stated === undefined ? null : at + stated);
  return { stages, parts, trigger: at, human, isAbout: trigger?.isAbout ?? false };
}

function momentOf(kind: StatedPart['kind'], stages: readonly Stage[]): number | null {
  return stages.find((stage) => stage.kind === kind && stage.at !== null)?.at ?? null;
}

type Fit =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'fits'; readonly bases: readonly Base[] }
  | { readonly kind: 'wrong'; readonly expected: readonly { readonly base: Base; readonly minutes: number }[] };

/** Which beginnings a stated duration may count from; detection and acknowledgement count from the trigger. */
function fitOf({ kind, duration }: StatedPart, { stages, trigger, human, isAbout }: Ground): Fit {
  const moment = momentOf(kind, stages);
  if (moment === null || duration === null || trigger === null) return { kind: 'unknown' };
  const canCountFromHuman = (kind === 'mitigate' || kind === 'fix') && human !== null;
  const all: readonly { readonly base: Base; readonly minutes: number }[] = [
    { base: 'trigger', minutes: moment - trigger },
    ...(canCountFromHuman ? [{ base: 'human', minutes: moment - human } as const] : []),
  ];
  const due = all.filter(({ base }) => duration.from === null || duration.from === base);
  const bases = due.filter(({ minutes }) => matches(duration, minutes, isAbout)).map(({ base }) => base);
  return due.length === 0 || bases.length > 0 ? { kind: 'fits', bases } : { kind: 'wrong', expected: due };
}

/** A minute more or less is rounding; what is said to be about so may be off by a fifth, at least five minutes. */
function matches({ minutes, isAbout, isAtMost }: StatedDuration, due: number, isRough: boolean): boolean {
  if (isAtMost) return due <= minutes + 1;
  const slack = isAbout || isRough ? Math.max(5, due * 0.2) : 1;
  return Math.abs(minutes - due) <= slack;
}

const NAMES: Readonly<Record<StatedPart['kind'], string>> = {
  technical: 'technical detection',
  human: 'human acknowledgement',
  mitigate: 'mitigation',
  fix: 'fix',
};

const BEGINNINGS: Readonly<Record<Base, string>> = {
  trigger: 'from the trigger',
  human: 'from the human acknowledgement',
};

function wrongPart(
  { id }: LogEntry,
  part: StatedPart,
  expected: Extract<Fit, { kind: 'wrong' }>['expected'],
): LogFinding {
  const due = expected.map(({ base, minutes }) => `${tellMinutes(minutes)} ${BEGINNINGS[base]}`).join(' or ');
  const message = `${id} states ${tellMinutes(Math.round(part.duration?.minutes ?? 0))} to the ${NAMES[part.kind]}, its timeline gives ${due}.`;
  return { rule: 'incident/duration', line: part.line, entry: id, message, advice: 'Compute it from the timeline.' };
}

/** A step that carries both a time and a duration has to agree with itself. */
function checkStages({ id }: LogEntry, { stages, trigger, isAbout }: Ground): readonly LogFinding[] {
  return stages.flatMap(({ at, after, text, line, isAbout: isRough }): readonly LogFinding[] => {
    if (at === null || after === null || trigger === null || at === trigger) return [];
    if (matches(after, at - trigger, isAbout || isRough)) return [];
    const message = `${id} says “${text}”, but ${tellMinutes(at - trigger)} lie between its trigger and that time.`;
    return [{ rule: 'incident/duration', line, entry: id, message, advice: 'Correct the time or the duration.' }];
  });
}

function checkBases(
  { id }: LogEntry,
  judged: readonly { readonly part: StatedPart; readonly fit: Fit }[],
): readonly LogFinding[] {
  const told = judged.flatMap(({ part, fit }) => {
    const isOpen = (part.kind === 'mitigate' || part.kind === 'fix') && part.duration?.from === null;
    return isOpen && fit.kind === 'fits' && fit.bases.length === 1 ? [{ part, base: fit.bases[0] ?? 'trigger' }] : [];
  });
  const [first, second] = told;
  if (first === undefined || second === undefined || first.base === second.base) return [];
  const message = `${id} counts the ${NAMES[first.part.kind]} ${BEGINNINGS[first.base]} and the ${NAMES[second.part.kind]} ${BEGINNINGS[second.base]}, without saying so.`;
  const advice = 'Count all of them from the trigger, or write what each counts from.';
  return [{ rule: 'incident/duration', line: second.part.line, entry: id, message, advice }];
}
