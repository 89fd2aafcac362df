import type { Conclusion } from '../../kernel/check.ts';
import { liftedBlockers, type Ruled } from '../lifted.ts';
import type { Session } from '../session.ts';

/** How a check ends, and why where the verdict alone does not say it. */
export interface Concluded {
  readonly conclusion: Conclusion;
  readonly why: string | null;
}

/**
 * The conclusion of a verdict. `neutral` lets a required check pass, so that only what is decided is neutral where the
 * committee blocks: a rehearsal decides nothing but a rejection, and a lifted blocker decides nothing that is missing.
 */
export function concludeSession({ enforcement, rehearsal }: Session, ruled: Ruled): Concluded {
  const { status } = ruled.verdict;
  const isOpen = status === 'INCONCLUSIVE' || (rehearsal && status !== 'REJECTED');
  if (enforcement === 'advisory' && (status === 'REJECTED' || isOpen)) return neutral(ADVISORY);
  if (isOpen) return { conclusion: 'action_required', why: rehearsal ? REHEARSED : null };
  if (status === 'REJECTED') return { conclusion: 'failure', why: null };
  if (liftedBlockers(ruled).length > 0) return neutral(LIFTED);
  return status === 'ACCEPTED' ? { conclusion: 'success', why: null } : neutral(null);
}

const ADVISORY = 'The committee is advisory in this repository, so that the check blocks nothing.';
const REHEARSED = 'A rehearsal approves nothing: the check asks for a review with models.';
const LIFTED = 'Every confirmed blocker was waived or dismissed, so that the check is neutral.';

function neutral(why: string | null): Concluded {
  return { conclusion: 'neutral', why };
}
