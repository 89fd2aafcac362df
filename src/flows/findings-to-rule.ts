import type { Finding, FindingPlace } from '../committee/finding.ts';
import type { LedgerEntry } from '../committee/ledger/entry.ts';
import type { Located } from '../committee/ledger/locate.ts';
import type { FindingToRule } from '../committee/ledger/to-rule.ts';
import { linesAt } from '../dossier/excerpt.ts';
import { estimateTokens } from '../finops/estimate.ts';
import type { RoundRequest } from './round-request.ts';
import type { RoundSubject } from './round-subject.ts';

/** What is looked at, with the lines that changed since the baseline; null in a full review. */
export type RuledSubject = RoundSubject & Pick<RoundRequest, 'changed'>;

/**
 * The open findings that may be settled, as they are put to the seats that raised them: those whose code has changed, and
 * those whose code stands while something changed that could settle them. What is missing, such as a test, is cited by
 * the line that asks for it, which need not change. In a full review all of them are put.
 */
export function findingsToRule(
  entries: readonly LedgerEntry[],
  located: RoundRequest['located'],
  subject: RuledSubject,
): readonly FindingToRule[] {
  return entries.flatMap(({ id, state, finding }) => {
    const found = located[id];
    const { place } = finding;
    if ((state !== 'open' && state !== 'waived') || found === undefined || place === null) return [];
    const seats = [...new Set(finding.raised_by.map(({ seat }) => seat))];
    if (seats.length === 0 || (found.kind === 'unchanged' && !maySettle(finding, found.place, subject))) return [];
    const { severity, code, claim } = finding;
    const { path, line } = standsAt(found, place);
    return [
      { id, severity, code, claim, path, quote: place.quote, now: linesNow(found, { path, line }, subject), seats },
    ];
  });
}

type Spot = Pick<FindingPlace, 'path' | 'line'>;

function standsAt(located: Located, place: FindingPlace): Spot {
  if (located.kind === 'unchanged') return located.place;
  return located.kind === 'changed' ? { path: located.path, line: located.line ?? place.line } : place;
}

function linesNow(located: Located, { path, line }: Spot, { change, delta }: RuledSubject): string {
  const file = [...(delta?.files ?? []), ...change.files].find((one) => one.path === path);
  return located.kind === 'gone' || file?.after == null ? '' : linesAt(file.after, line, estimateTokens);
}

/** Whether something changed that could settle a finding whose own lines stand. */
function maySettle(finding: Finding, place: FindingPlace, subject: RuledSubject): boolean {
  if (subject.changed === null) return true;
  return (
    isLeftByItsRule(finding, place, subject) ||
    changedAround(place, subject, subject.changed) ||
    (finding.code === 'TEST_GAP' ? testsChanged(subject) : namesChanged(finding, subject))
  );
}

/** Whether a rule found it that finds nothing there any more, since something elsewhere has changed. */
function isLeftByItsRule(
  { rule, evidence_class }: Finding,
  { path, quote }: FindingPlace,
  { hits }: RuledSubject,
): boolean {
  if (rule === null || evidence_class !== 'hard') return false;
  return !hits.some((hit) => hit.rule === rule && hit.path === path && hit.quote === quote);
}

/** Lines before and after cited ones of which a change may settle a finding. */
const AROUND = 8;

function changedAround(
  { path, line, end_line, symbol }: FindingPlace,
  { symbolOf }: RuledSubject,
  changed: NonNullable<RoundRequest['changed']>,
): boolean {
  const lines = changed[path] ?? [];
  if (line === null) return lines.length > 0;
  const last = end_line ?? line;
  if (lines.some((one) => one >= line - AROUND && one <= last + AROUND)) return true;
  return symbol !== null && lines.some((one) => symbolOf(path, one, 'after') === symbol);
}

function testsChanged({ delta, coverage }: RuledSubject): boolean {
  const tests = new Set(coverage.files.filter(({ kind }) => kind === 'test').map(({ path }) => path));
  return (delta?.files ?? []).some(({ path }) => tests.has(path));
}

/** Whether a file changed that the claim or its advice names. */
function namesChanged({ claim, recommendation, place }: Finding, { delta }: RuledSubject): boolean {
  const words = `${claim} ${recommendation}`;
  return (delta?.files ?? []).some(({ path }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return path !== place?.path && name.length > 3 && words.includes(name);
  });
}
