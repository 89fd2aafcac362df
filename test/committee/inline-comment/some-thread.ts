import { findingMarker } from '../../../src/committee/inline-comment/marker.ts';
import type { ReviewThread, ThreadReply } from '../../../src/committee/inline-comment/thread.ts';
import type { ThreadState } from '../../../src/committee/inline-comment/thread-state.ts';
import { HEAD } from '../some-disposition.ts';

export const FINDING = 'F-00000001';

/** The first comment of a thread, as it was told last. */
function openingSaying(state: ThreadState, words = 'It is wrong.'): string {
  return `${findingMarker({ finding: FINDING, pull: 41, state, head: HEAD })}\n\n${words}\n`;
}

export function someThread(overrides: Partial<ReviewThread> = {}, state: ThreadState = 'open'): ReviewThread {
  return {
    id: 'T1',
    isResolved: false,
    resolvedBy: null,
    opening: { id: 1, node: 'C1', body: openingSaying(state), isHidden: false, dislikes: [] },
    replies: [],
    ...overrides,
  };
}

export function disliked(...dislikes: readonly (readonly [id: string, by: string])[]): Partial<ReviewThread> {
  return { opening: { ...someThread().opening, dislikes: dislikes.map(([id, by]) => ({ id, by })) } };
}

let last = 10;

export function someReply(by: string, body: string, overrides: Partial<ThreadReply> = {}): ThreadReply {
  last += 1;
  const writer = by === 'conclave' ? 'us' : by.endsWith('[bot]') ? 'program' : 'person';
  const createdAt = '2026-05-12T09:30:00.000Z';
  return { id: last, by, writer, body, createdAt, isEdited: false, isForged: false, ...overrides };
}
