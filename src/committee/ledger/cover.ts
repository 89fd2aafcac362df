import { compareSeverity } from '../../kernel/severity.ts';
import { type Finding, isConfirmed } from '../finding.ts';
import type { LedgerEntry } from './entry.ts';

/**
 * The finding opened in this review that covers an older open one; null when none does. It stands in the same file, its
 * cited lines hold all of the older one's and more, code or family of rules is the same, and nothing is lost by it: it
 * weighs as much, it is confirmed when the older one is, and a hard hit is covered by a hard hit only.
 */
export function coverOf(older: LedgerEntry, opened: readonly LedgerEntry[]): LedgerEntry | null {
  const covering = opened.filter((one) => covers(one.finding, older.finding));
  return (
    covering.sort((one, other) => widthOf(other.finding) - widthOf(one.finding) || (one.id < other.id ? -1 : 1))[0] ??
    null
  );
}

function covers(wider: Finding, older: Finding): boolean {
  if (!holdsMore(wider, older) || !isSameFamily(wider, older)) return false;
  if (compareSeverity(wider.severity, older.severity) > 0) return false;
  if (older.evidence_class === 'hard' && wider.evidence_class !== 'hard') return false;
  return isConfirmed(wider) || !isConfirmed(older);
}

function holdsMore({ place: wider, ...finding }: Finding, { place: older, ...other }: Finding): boolean {
  if (wider?.line == null || older?.line == null || wider.path !== older.path || wider.side !== older.side)
    return false;
  const [end, olderEnd] = [wider.end_line ?? wider.line, older.end_line ?? older.line];
  const isMore = widthOf({ ...finding, place: wider }) > widthOf({ ...other, place: older });
  return wider.line <= older.line && end >= olderEnd && isMore;
}

function widthOf({ place }: Finding): number {
  return place?.line == null ? 0 : (place.end_line ?? place.line) - place.line;
}

function isSameFamily(one: Finding, other: Finding): boolean {
  if (one.code === other.code) return true;
  return one.rule !== null && other.rule !== null && familyOf(one.rule) === familyOf(other.rule);
}

/** `leak` of `leak/negative-shift`. */
function familyOf(rule: string): string {
  return rule.slice(0, Math.max(0, rule.indexOf('/')));
}
