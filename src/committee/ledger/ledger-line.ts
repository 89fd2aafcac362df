import type { Finding } from '../finding.ts';
import type { LedgerEntry } from './entry.ts';
import type { DroppedClaim, LedgerLine } from './round.ts';

/** A finding of the ledger as a surface tells it, with who decided and why in words. */
export function ledgerLine({ id, state, finding }: LedgerEntry, why: string): LedgerLine {
  const { severity, claim, place } = finding;
  return { id, state, severity, claim, place, why };
}

/** A claim that opens nothing, with the reason for people. */
export function droppedClaim(
  { severity, claim, place, raised_by }: Finding,
  told: Pick<DroppedClaim, 'reason' | 'of' | 'likeness' | 'why'>,
): DroppedClaim {
  return { ...told, severity, claim, place, seats: [...new Set(raised_by.map(({ seat }) => seat))].sort() };
}

/** Names joined as a sentence holds them: `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
