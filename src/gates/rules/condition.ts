import type { ChangedFile } from '../../change/change.ts';
import { CRITICAL, type RuleCondition } from '../../config/rules-config.ts';
import { type Glob, matchesAny } from '../../kernel/glob.ts';
import type { Reason } from '../gate.ts';
import { pathsOf } from '../touched-paths.ts';
import { isSelected, runningOf } from './evidence-selection.ts';
import { noRecordMeant, selectRecords, tellRecords } from './record-selection.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { SettledRule } from './settled-rule.ts';
import { matchesWords } from './word-pattern.ts';

/** Why a rule does not ask; null when it does, as far as was looked. */
export type Silence = { readonly answer: 'exempt' | 'asleep' | 'unknown'; readonly reason: Reason } | null;

type Look = (rule: SettledRule, facts: RuleFacts) => Silence;

/** Whether a rule asks, by what every pull request tells of itself. */
export function silenceAtFirst(rule: SettledRule, facts: RuleFacts): Silence {
  return firstOf([nobodyNamed, conventionAbsent, otherBase, labelsAbsent, pathsUntouched], rule, facts);
}

/** Whether a rule asks, by what has to be looked up for it too. */
export function silenceOf(rule: SettledRule, facts: RuleFacts): Silence {
  return silenceBeforeEvidence(rule, facts) ?? noEvidence(rule, facts);
}

/** The same as far as it can be told before the evidence is looked for, which takes longest. */
export function silenceBeforeEvidence(rule: SettledRule, facts: RuleFacts): Silence {
  return silenceAtFirst(rule, facts) ?? noRecordBinds(rule, facts);
}

function firstOf(looks: readonly Look[], rule: SettledRule, facts: RuleFacts): Silence {
  for (const look of looks) {
    const silence = look(rule, facts);
    if (silence !== null) return silence;
  }
  return null;
}

function silent(answer: NonNullable<Silence>['answer'], key: string, text: string): NonNullable<Silence> {
  return { answer, reason: { level: answer === 'unknown' ? 'failure' : 'notice', key, text } };
}

/** A rule that nobody is named for sleeps, whatever is touched. */
function nobodyNamed({ require: { approval } }: SettledRule): Silence {
  if (approval?.kind !== 'unnamed') return null;
  const { role } = approval;
  const { reason, ...asleep } = silent('asleep', 'no team', `No team is named for ${role}.`);
  return {
    ...asleep,
    reason: { ...reason, mend: `Name it: rules: [{ include: defaults, teams: { ${role}: org/team } }].` },
  };
}

function conventionAbsent({ needs }: SettledRule, { before }: RuleFacts): Silence {
  if (needs === undefined) return null;
  if (before.kind === 'unknown') return silent('unknown', 'files unknown', `The files are not known: ${before.why}.`);
  if (before.value.some((path) => matchesAny(path, needs))) return null;
  return silent('asleep', 'convention', `The base branch holds none of ${tellGlobs(needs)}.`);
}

function otherBase({ when }: SettledRule, { baseBranch }: RuleFacts): Silence {
  if (when?.base === undefined || when.base.some((pattern) => matchesWords(baseBranch, pattern))) return null;
  return silent('exempt', 'base', `The rule is for ${when.base.join(', ')}, and the base is ${baseBranch}.`);
}

function labelsAbsent({ when }: SettledRule, { labels }: RuleFacts): Silence {
  if (when?.labels === undefined) return null;
  if (labels.kind === 'unknown') return silent('unknown', 'labels unknown', `The labels are not known: ${labels.why}.`);
  const set = labels.value.map((label) => label.toLowerCase());
  if (when.labels.some((label) => set.includes(label.toLowerCase()))) return null;
  return silent('exempt', 'labels', `None of the labels ${when.labels.join(', ')} is set.`);
}

function pathsUntouched({ when = {} }: SettledRule, facts: RuleFacts): Silence {
  if (when.paths === undefined && when.except === undefined && when.status === undefined) return null;
  if (when.paths === CRITICAL && facts.critical.length === 0) {
    return silent('asleep', 'no critical modules', 'No module is listed under critical:.');
  }
  if (facts.change.files.some((file) => isTouched(file, when, facts))) return null;
  const { before } = facts;
  if (before.kind === 'unknown' || before.value.some((path) => counts(path, when, facts))) {
    return silent('exempt', 'untouched', 'Nothing that the rule is about is touched.');
  }
  const globs = globsOf(when, facts);
  const isHeld = before.value.some((path) => globs === null || matchesAny(path, globs));
  const told = globs === null ? 'all' : tellGlobs(globs);
  const why = isHeld
    ? `"except" leaves out all that the base branch holds of ${told}.`
    : `The base branch holds none of ${told}.`;
  return silent('asleep', 'convention', why);
}

function isTouched(file: ChangedFile, when: RuleCondition, facts: RuleFacts): boolean {
  if (when.status !== undefined && !when.status.includes(file.status)) return false;
  return pathsOf(file).some((path) => counts(path, when, facts));
}

function counts(path: string, when: RuleCondition, facts: RuleFacts): boolean {
  const globs = globsOf(when, facts);
  return (globs === null || matchesAny(path, globs)) && !matchesAny(path, when.except ?? []);
}

/** Null for all paths. */
function globsOf({ paths }: RuleCondition, { critical }: RuleFacts): readonly Glob[] | null {
  return paths === CRITICAL ? critical : (paths ?? null);
}

const MOST_TOLD = 4;

function tellGlobs(globs: readonly Glob[]): string {
  const left = globs.length - MOST_TOLD;
  return `${globs.slice(0, MOST_TOLD).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}

function noRecordBinds({ when }: SettledRule, { records }: RuleFacts): Silence {
  if (when?.adrs === undefined) return null;
  if (records.kind === 'unknown') {
    return silent('unknown', 'records unknown', `The decision records are not known: ${records.why}.`);
  }
  const meant = selectRecords(when.adrs, records.value.records);
  if (meant.length === 0) return { answer: 'asleep', reason: noRecordMeant(when.adrs) };
  const isBound = records.value.binding.some(({ record }) => meant.some(({ path }) => path === record.path));
  return isBound ? null : silent('exempt', 'unbound', `None of the ${tellRecords(when.adrs)} binds this change.`);
}

function noEvidence({ when }: SettledRule, { evidence }: RuleFacts): Silence {
  const words = when?.evidence;
  if (words === undefined) return null;
  if (evidence.kind === 'unknown') {
    return silent('unknown', 'evidence unknown', `The evidence is not known: ${evidence.why}.`);
  }
  if (runningOf(words, evidence.value).length === 0) {
    return silent('asleep', 'evidence off', `None of ${words.join(', ')} runs in this repository.`);
  }
  if (evidence.value.hits.some((hit) => isSelected(hit, words))) return null;
  const [unread] = evidence.value.unread;
  if (unread === undefined) return silent('exempt', 'no evidence', `None of ${words.join(', ')} points at anything.`);
  return silent('unknown', 'evidence unread', `${unread.path} could not be read (${unread.reason}).`);
}
