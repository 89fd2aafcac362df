import { describe, expect, it } from 'vitest';
import { settlementOf } from '../../../src/committee/inline-comment/settlement.ts';
import type { ReviewThread } from '../../../src/committee/inline-comment/thread.ts';
import type { ThreadState } from '../../../src/committee/inline-comment/thread-state.ts';
import { someReply, someThread } from './some-thread.ts';

const answered: Partial<ReviewThread> = { replies: [someReply('ada', 'I see.')] };
const resolved = (resolvedBy: ReviewThread['resolvedBy']): Partial<ReviewThread> => ({ isResolved: true, resolvedBy });
const hidden: Partial<ReviewThread> = { opening: { ...someThread({}, 'fixed').opening, isHidden: true } };

const settle = (told: ThreadState, state: ThreadState, thread: Partial<ReviewThread> = {}) =>
  settlementOf(someThread(thread, told), { state });

describe('what is done with a thread', () => {
  it.each(['open', 'fixed', 'dismissed', 'waived', 'superseded', 'gone'] as const)(
    'is nothing while its finding is %s as it was',
    (state) => {
      expect(settle(state, state)).toEqual({ kind: 'nothing' });
      expect(settle(state, state, resolved('somebody'))).toEqual({ kind: 'nothing' });
    },
  );

  it.each(['fixed', 'dismissed', 'waived', 'superseded', 'gone'] as const)(
    'is to close it when its finding is %s, with a reply only where a person has answered',
    (state) => {
      expect(settle('open', state)).toEqual({ kind: 'close', replies: false });
      expect(settle('open', state, answered)).toEqual({ kind: 'close', replies: true });
      expect(settle('open', state, { replies: [someReply('ci[bot]', 'beep'), someReply('conclave', 'Why?')] })).toEqual(
        {
          kind: 'close',
          replies: false,
        },
      );
    },
  );

  it('is only to tell it anew where a person has resolved it', () => {
    expect(settle('open', 'fixed', { ...resolved('somebody'), ...answered })).toEqual({ kind: 'retell' });
  });

  it('is to reopen it when its finding is open again and we had closed it', () => {
    expect(settle('fixed', 'open', resolved('us'))).toEqual({ kind: 'reopen' });
    expect(settle('fixed', 'open', resolved(null))).toEqual({ kind: 'reopen' });
    expect(settle('fixed', 'open', hidden)).toEqual({ kind: 'reopen' });
  });

  it('is not to reopen what a person has resolved by hand, nor what is open', () => {
    expect(settle('fixed', 'open', resolved('somebody'))).toEqual({ kind: 'retell' });
    expect(settle('fixed', 'open')).toEqual({ kind: 'retell' });
  });
});
