import { sql } from 'kysely';
import type { ReviewBook } from '../../ports/review-book.ts';
import { openAttempts } from './book/attempts.ts';
import { openBudgets } from './book/budget.ts';
import { openDecisions } from './book/decisions.ts';
import { openLedger } from './book/ledger.ts';
import { openPullLock } from './book/pull-lock.ts';
import { cancelIn, openReviews } from './book/reviews.ts';
import { openSessions } from './book/sessions.ts';
import type { Database } from './database.ts';
import { moment } from './moment.ts';
import { saveRepository } from './pull-row.ts';
import { storable } from './storable.ts';

/** The record of reviews in PostgreSQL; `now` gives milliseconds since 1970. */
export function openReviewBook({ ledger, locks }: Pick<Database, 'ledger' | 'locks'>, now: () => number): ReviewBook {
  return {
    rememberRepository: (ref) => saveRepository(ledger, storable(ref)),
    forgetRepository: async (repositoryId) => {
      await sql`update conclave.repositories set forgotten_at = now()
        where id = ${repositoryId} and forgotten_at is null`.execute(ledger);
      return cancelIn(ledger, repositoryId, moment(now()));
    },
    ...openReviews(ledger, now),
    ...openAttempts(ledger),
    ...openBudgets(ledger, now),
    ...openSessions(ledger),
    ...openLedger(ledger),
    ...openDecisions(ledger),
    exclusively: openPullLock(locks),
  };
}
