import { compareSeverity, type Severity } from '../../kernel/severity.ts';
import { type Finding, isCandidate, isConfirmed, type Raise, type Standing } from '../finding.ts';

/** Whether the other model, or the dossier, took a claim back in the round in which it was raised. */
export function isTakenBack({ standing }: Pick<Finding, 'standing'>): boolean {
  return standing.kind === 'refuted' || standing.kind === 'unsourced';
}

/**
 * Joins an open finding with the same one raised again, under its own id. What became of it, where the row is what it
 * was and the column what it is now:
 *
 * | was         | confirmed        | unanswered                  | stated  | refuted                     | unsourced |
 * |-------------|------------------|-----------------------------|---------|-----------------------------|-----------|
 * | confirmed   | the heavier one  | as it was; unanswered when heavier | as it was | as it was            | as it was |
 * | unanswered  | confirmed; unanswered stays when heavier | the heavier one | as it was | refuted when as heavy, else as it was | as it was |
 * | stated      | confirmed        | unanswered                  | the heavier one | as it was           | as it was |
 *
 * So words alone never take a confirmation back: only a fix, a person or a broader finding does. A claim that weighs
 * more than what was confirmed waits for its own examination. When it is refuted and a seat had raised the finding as a
 * lighter candidate, that one waits for an examination in turn; otherwise the finding is refuted. Words and advice are
 * those of the claim that decides the weight; sources are joined, and of each seat one claim a weight is kept. Its place
 * stays as it was.
 */
export function joinFinding(was: Finding, now: Finding): Finding {
  const { severity, standing, words } = decide(was, now);
  return {
    ...was,
    severity,
    standing,
    claim: words.claim,
    recommendation: words.recommendation,
    sources: distinct([...was.sources, ...now.sources], ({ id }) => id),
    unknown_sources: [...new Set([...was.unknown_sources, ...now.unknown_sources])],
    raised_by: distinct([...was.raised_by, ...now.raised_by], ({ seat, severity }) => `${severity} ${seat}`),
  };
}

interface Decided {
  readonly severity: Severity;
  readonly standing: Standing;
  /** Which of the two gives the words. */
  readonly words: Finding;
}

function decide(was: Finding, now: Finding): Decided {
  if (now.standing.kind === 'refuted' && was.standing.kind === 'unanswered') return refute(was, now);
  if (isTakenBack(now)) return keep(was);
  if (isTakenBack(was)) return keep(now);
  const [first, second] = [rankOf(was), rankOf(now)];
  const heavier = compareSeverity(now.severity, was.severity);
  // Candidates go by their weight, so that nothing heavier is hidden behind a lighter confirmation.
  if (isWeighed(was) && isWeighed(now)) return heavier < 0 || (heavier === 0 && second < first) ? keep(now) : keep(was);
  return second < first || (second === first && heavier < 0) ? keep(now) : keep(was);
}

function keep(words: Finding): Decided {
  return { severity: words.severity, standing: words.standing, words };
}

function isWeighed(finding: Finding): boolean {
  return isCandidate(finding) && (isConfirmed(finding) || finding.standing.kind === 'unanswered');
}

function rankOf({ standing }: Finding): number {
  return ['confirmed', 'unanswered', 'stated'].indexOf(standing.kind);
}

function refute(was: Finding, now: Finding): Decided {
  if (now.severity !== was.severity) return keep(was);
  const isLighter = (raise: Raise) => isCandidate(raise) && compareSeverity(raise.severity, now.severity) > 0;
  const raise = was.raised_by.find(isLighter);
  if (raise === undefined) return { severity: was.severity, standing: now.standing, words: was };
  const why = `as ${now.severity} it was refuted; nobody examined it as ${raise.severity}`;
  return { severity: raise.severity, standing: { kind: 'unanswered', why }, words: { ...was, claim: raise.claim } };
}

/** The first of each key, in the order given. */
function distinct<T>(all: readonly T[], keyOf: (one: T) => string): T[] {
  const byKey = new Map<string, T>();
  for (const one of all) if (!byKey.has(keyOf(one))) byKey.set(keyOf(one), one);
  return [...byKey.values()];
}
