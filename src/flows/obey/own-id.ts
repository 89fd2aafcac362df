import type { PullRef } from '../../change/pull-request.ts';
import type { ReviewBook } from '../../ports/review-book.ts';

/** The id under which the ledger knows a finding: it may have been raised under others, re-worded or in a renamed file. */
export async function ownIdOf(pull: PullRef, id: string, { ledger }: Pick<ReviewBook, 'ledger'>): Promise<string> {
  const entries = await ledger(pull);
  return entries.find((entry) => entry.id === id || entry.aliases.includes(id))?.id ?? id;
}
