import { expect } from 'vitest';
import type { Database } from '../../../src/adapters/postgres/database.ts';
import { openReviewBook } from '../../../src/adapters/postgres/review-book.ts';
import type { Finding } from '../../../src/committee/finding.ts';
import type { LedgerEntry, LedgerState } from '../../../src/committee/ledger/entry.ts';
import type { Session } from '../../../src/committee/session.ts';
import { someEntry } from '../../adapters/postgres/some-ledger.ts';
import { somePull, someReview } from '../../adapters/postgres/some-review.ts';
import { someSession } from '../../adapters/postgres/some-session.ts';
import { rejected } from '../../fixtures/sessions.ts';

const [leak = expect.fail()] = rejected().findings;
let ids = 0;

function findingOf(rule: string | null, skills: readonly string[]): Finding {
  ids += 1;
  const [raise = expect.fail()] = leak.raised_by;
  const id = `F-${ids.toString(16).padStart(8, '0')}`;
  return { ...leak, id, rule, raised_by: skills.map((skill) => ({ ...raise, skill })) };
}

/** Findings of one origin, one at each of the states. */
function entries(session: Session, finding: () => Finding, states: readonly LedgerState[]): readonly LedgerEntry[] {
  return states.map((state) => someEntry(session, { state, finding: finding() }));
}

const times = (count: number, state: LedgerState): readonly LedgerState[] => Array.from({ length: count }, () => state);

/** Puts on record `acme/quant`, in which a rule of the traders is dismissed too often, and `acme/calm`, in which all is quiet. */
export async function fillRecords(database: Database): Promise<void> {
  const book = openReviewBook(database, Date.now);
  const keep = async (name: string, session: Session, made: readonly LedgerEntry[]): Promise<void> => {
    const pull = somePull(name === 'quant' ? 1 : 2);
    const review = someReview({ ...pull, repository: { ...pull.repository, name } });
    await book.begin(review);
    const ledger = { entries: made, events: [], baseline: null, overruled: [] };
    await book.keepSession(review.key, { session, dossier: '', ledger });
  };
  const [noisy, quiet] = [someSession(), someSession({ created_at: '2026-06-01T00:00:00.000Z' })];
  await keep('quant', noisy, [
    ...entries(noisy, () => findingOf('risk/zero-cost', ['crypto-trader', 'crypto-trader']), [
      ...times(8, 'fixed'),
      'waived',
      ...times(14, 'dismissed'),
      ...times(2, 'open'),
    ]),
    ...entries(noisy, () => findingOf(null, ['ops', 'architect']), [...times(3, 'fixed'), 'superseded']),
    ...entries(noisy, () => findingOf('leak/backfill', []), times(21, 'fixed')),
  ]);
  await keep(
    'calm',
    quiet,
    entries(quiet, () => findingOf('leak/backfill', ['ml-engineer']), times(20, 'fixed')),
  );
}
