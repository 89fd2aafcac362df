import type { Finding } from '../finding.ts';
import type { LedgerEntry } from './entry.ts';
import { listed } from './ledger-line.ts';
import type { ReviewRound } from './review-round.ts';

/** What became of an open finding that nobody raised again; `isRuled` when a seat said that it stands. */
export type Fate =
  | { readonly kind: 'fixed'; readonly why: string }
  | { readonly kind: 'carried'; readonly why: string; readonly isRuled: boolean };

/**
 * Decides what became of an open finding that was not raised again, which alone fixes nothing. A finding of a hard rule
 * is fixed when the rule read the file and does not hit, or the file is gone, and every seat that raised it agrees; one
 * of seats, when every seat that raised it says so: they are asked when its code has changed or is gone, or when something
 * else has changed that could settle it. Anything else is carried.
 */
export function fateOf(entry: LedgerEntry, path: string | null, round: ReviewRound): Fate {
  const { finding } = entry;
  const found = round.located.get(entry.id);
  if (finding.evidence_class === 'hard' && finding.rule !== null && path !== null) {
    const { rule } = finding;
    const isRead = found?.kind === 'gone' || round.rulesRead(path, rule);
    if (!isRead) return carried(`the rule ${rule} could not read ${path} in this review`);
    const does = found?.kind === 'gone' ? `${path} is gone` : `the rule ${rule} does not hit any more`;
    return finding.raised_by.length === 0 ? { kind: 'fixed', why: does } : ruled(finding, does, round);
  }
  if (found === undefined) return carried('nobody could tell where its code stands now');
  if (found.kind === 'unchanged') {
    const isAsked = round.rulings.some((ruling) => ruling.finding === entry.id);
    return isAsked ? ruled(finding, 'something else has changed', round) : carried('its code has not changed');
  }
  const does = found.kind === 'gone' ? `${path ?? 'its file'} is gone` : 'its code has changed';
  const nobodySits = finding.raised_by.length > 0 && finding.raised_by.every(({ seat }) => !round.seats.includes(seat));
  if (found.kind === 'gone' && nobodySits) {
    return { kind: 'fixed', why: `${does}, and nobody who raised it sits any more` };
  }
  return ruled(finding, does, round);
}

/** What the seats that raised a finding say of it; one that contradicts itself says that it stands. */
function ruled(finding: Finding, does: string, { rulings, seats }: ReviewRound): Fate {
  const raisers = [...new Set(finding.raised_by.map(({ seat }) => seat))].sort();
  const said = raisers.map((seat) => {
    const own = rulings.filter((ruling) => ruling.finding === finding.id && ruling.seat === seat);
    const stands = own.filter(({ answer }) => answer === 'stands').sort((one, other) => (one.why < other.why ? -1 : 1));
    const isFixed = own.length > 0 && own.every(({ answer }) => answer === 'fixed');
    return { seat, stands: stands[0] ?? null, isFixed, sits: seats.includes(seat) };
  });
  const standing = said.filter(({ stands }) => stands !== null);
  if (standing.length > 0) {
    const why = standing.map(({ seat, stands }) => `${seat}: ${stands?.why ?? ''}`).join(' ');
    return { kind: 'carried', why, isRuled: true };
  }
  const silent = said.filter(({ isFixed }) => !isFixed);
  const absent = silent.filter(({ sits }) => !sits).map(({ seat }) => seat);
  if (absent.length > 0) return carried(`${does}, but ${listed(absent)}, who raised it, did not sit in this review`);
  if (silent.length > 0) return carried(`${does}, but ${listed(silent.map(({ seat }) => seat))} did not rule on it`);
  if (raisers.length === 0) return carried(`${does}, and no seat that raised it is known`);
  return { kind: 'fixed', why: `${does}; ${listed(raisers)} agree${raisers.length === 1 ? 's' : ''}` };
}

function carried(why: string): Fate {
  return { kind: 'carried', why, isRuled: false };
}
