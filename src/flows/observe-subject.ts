import type { DecisionRecord } from '../adr/record.ts';
import { bindingInvariants } from '../adr/standing.ts';
import type { Change } from '../change/change.ts';
import { type ChangedPath, changedSince } from '../change/changed-since.ts';
import { type Observation, observeArtifact, observeChange, type Subject } from '../evidence/observe.ts';
import type { EvidenceRule } from '../evidence/rule.ts';
import type { SymbolPlace } from '../evidence/symbol.ts';
import type { Scanner } from '../ports/scanner.ts';
import type { PastReviews } from './round-request.ts';
import type { Survey } from './survey.ts';

/** What the rules see with. */
export interface Sight {
  readonly rules: readonly EvidenceRule[];
  readonly records: readonly DecisionRecord[];
  readonly survey: Survey;
  readonly scanner: Scanner;
}

/** A subject that may be shown, with what the rules saw on it. */
export interface Observed {
  readonly observation: Observation<Subject>;
  /** The functions and classes around the hits. */
  readonly symbols: readonly SymbolPlace[];
  /** What changed since the last complete review, as it may be shown; null when there is none, or nobody can tell. */
  readonly delta: Change | null;
}

/** Lets the rules look at a subject, and takes out of it what may not be shown. */
export async function observeSubject(
  subject: Subject,
  { since, baseline }: Pick<PastReviews, 'since' | 'baseline'>,
  { rules, records, survey, scanner }: Sight,
): Promise<Observed> {
  if (subject.kind === 'artifact') {
    return { observation: observeArtifact(subject, rules), symbols: [], delta: null };
  }
  const { change } = subject;
  const surroundings = { ...survey.around, invariants: bindingInvariants(records) };
  const report = await scanner.scan(change, rules, surroundings);
  const observation = observeChange(subject, rules, report);
  if (since === null || baseline === null) return { observation, symbols: report.symbols, delta: null };
  const later = observeChange({ kind: 'change', change: changeSince(since, baseline.head, change) }, rules, report);
  return { observation, symbols: report.symbols, delta: later.subject.change };
}

function changeSince(since: readonly ChangedPath[], head: string, { name, head: now }: Change): Change {
  return changedSince(since, { name, before: head, after: now ?? '' });
}
