import type { Finding } from '../finding.ts';
import { compareFindings } from '../findings.ts';
import type { LedgerEntry } from './entry.ts';
import { type Match, matchAmong } from './match.ts';
import type { Recognised } from './outcome.ts';
import type { ReviewRound } from './review-round.ts';

/** What a review raised, sorted by whether it is an earlier finding; the order in which it was raised decides nothing. */
export interface Recognition {
  /** By the id of the finding that it is, or that covers it. */
  readonly known: ReadonlyMap<string, readonly Recognised[]>;
  readonly unknown: readonly Finding[];
}

/**
 * Recognises earlier findings among the raised ones: those on the very lines of one first, then
 * equal ids, then the rest. Two hits of a hard rule are never
 * one finding, so that each takes an entry of its own.
 */
export function recognise(entries: readonly LedgerEntry[], round: ReviewRound): Recognition {
  const find = matchAmong(entries, round);
  const entryOf = new Map(entries.map((entry) => [entry.id, entry]));
  const names = new Set(entries.flatMap(({ id, aliases }) => [id, ...aliases]));
  const known = new Map<string, Recognised[]>();
  const unknown: Finding[] = [];
  const hit = new Set<string>();
  const note = (raised: Finding, match: Match) => {
    const cover = coverNow(match.entry, entryOf);
    const target = cover?.id ?? match.entry.id;
    known.set(target, [
      ...(known.get(target) ?? []),
      { raised, match, isPart: cover !== null, hasNewId: !names.has(raised.id) },
    ]);
    if (raised.evidence_class === 'hard') hit.add(match.entry.id);
  };
  const inOrder = [...round.raised].sort(compareFindings);
  const found = inOrder.map((raised) => ({ raised, match: find(raised) }));
  const isSure = ({ match }: { readonly match: Match | null }) => match?.isHere === true || match?.by === 'id';
  const [here, byId, others] = [
    found.filter(({ match }) => match?.isHere === true),
    found.filter((one) => one.match?.isHere === false && one.match.by === 'id'),
    found.filter((one) => !isSure(one)),
  ];
  for (const { raised, match } of [...here, ...byId, ...others]) {
    const isTaken = raised.evidence_class === 'hard' && match !== null && hit.has(match.entry.id);
    const free = isTaken ? find(raised, hit) : match;
    if (free === null) unknown.push(raised);
    else note(raised, free);
  }
  return { known, unknown };
}

/** The open, waived or dismissed finding that covers a superseded one; null when none does. */
function coverNow(entry: LedgerEntry, byId: ReadonlyMap<string, LedgerEntry>): LedgerEntry | null {
  const seen = new Set<string>();
  let cover: LedgerEntry | undefined = entry;
  while (cover?.state === 'superseded' && !seen.has(cover.id)) {
    seen.add(cover.id);
    cover = byId.get(cover.superseded_by ?? '');
  }
  if (cover === undefined || cover.id === entry.id) return null;
  return cover.state === 'fixed' || cover.state === 'superseded' ? null : cover;
}
