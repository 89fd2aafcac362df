import { readFindingMarker } from './marker.ts';
import { hasAnswer, type ReviewThread } from './thread.ts';
import type { ThreadStanding } from './thread-state.ts';

/** What is to be done with a thread so that it says where its finding is; nothing when it does already. */
export type Settlement =
  | { readonly kind: 'nothing' }
  /** The finding is not open any more: the thread is closed, where a person has answered not without a reply. */
  | { readonly kind: 'close'; readonly replies: boolean }
  /** It is open again and we had closed the thread. */
  | { readonly kind: 'reopen' }
  /** Only its first comment is told anew: a person has closed or opened the thread, and that stays so. */
  | { readonly kind: 'retell' };

/** Decides what to do with a thread. What a person did to it by hand is left as it is. */
export function settlementOf(thread: ReviewThread, { state }: Pick<ThreadStanding, 'state'>): Settlement {
  const told = readFindingMarker(thread.opening.body)?.state ?? state;
  if (told === state) return { kind: 'nothing' };
  const { isResolved, resolvedBy, opening } = thread;
  if (state === 'open') {
    const closedByUs = (isResolved && resolvedBy !== 'somebody') || opening.isHidden;
    return { kind: closedByUs ? 'reopen' : 'retell' };
  }
  // A thread is told to be closed only after it was, so that one which is told open and resolved was resolved by hand.
  return isResolved ? { kind: 'retell' } : { kind: 'close', replies: hasAnswer(thread) };
}
