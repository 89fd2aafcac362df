import { describe, expect, it } from 'vitest';
import { advance, rowState, startBoard, totalsOf } from '../../src/cli/review/board-state.ts';
import type { SessionEvent } from '../../src/ports/witness.ts';
import { answered, asked, failedTry, HEAD, opened } from './board-story.ts';

/** Events a second apart, the first at second one. */
const boardAfter = (...events: readonly SessionEvent[]) =>
  [opened(), ...events].reduce((state, event, index) => advance(state, event, index * 1_000), startBoard(HEAD));

const repairing = (call: string, model: string): SessionEvent => ({ kind: 'repairing', call, model });

describe('a row of the board', () => {
  it('waits until it is asked', () => {
    expect(rowState(boardAfter(), 'ops/first')).toEqual({ kind: 'waiting' });
  });

  it('counts its seconds from the first question, over a fallback', () => {
    const state = boardAfter(
      asked('ops/first', 'a:b'),
      failedTry('ops/first', 'a:b', 'down', 'a:c'),
      asked('ops/first', 'a:c'),
    );

    expect(rowState(state, 'ops/first')).toMatchObject({
      kind: 'asking',
      model: 'a:c',
      since: 1_000,
      failed: { message: 'down' },
    });
  });

  it('counts its seconds from the first question, over a repair without a fallback', () => {
    const state = boardAfter(
      asked('ops/first', 'a:b'),
      failedTry('ops/first', 'a:b', 'no JSON'),
      repairing('ops/first', 'a:b'),
      asked('ops/first', 'a:b'),
    );

    expect(rowState(state, 'ops/first')).toEqual({
      kind: 'asking',
      model: 'a:b',
      since: 1_000,
      repairing: true,
      failed: null,
    });
  });

  it('reads, and repairs no more, when the fallback of a failed repair is asked', () => {
    const state = boardAfter(
      repairing('ops/first', 'a:b'),
      failedTry('ops/first', 'a:b', 'no JSON', 'a:c'),
      asked('ops/first', 'a:c'),
    );

    expect(rowState(state, 'ops/first')).toMatchObject({ repairing: false, failed: { model: 'a:b' } });
  });

  it('has failed when nobody is left to try', () => {
    const state = boardAfter(asked('chair', 'a:b'), failedTry('chair', 'a:b', 'down'));

    expect(rowState(state, 'chair')).toMatchObject({ kind: 'failed', message: 'down' });
  });

  it('reads as long as one of its readings does', () => {
    const state = boardAfter(
      asked('ops/first reading 1', 'a:b'),
      asked('ops/first reading 2', 'a:b'),
      answered('ops/first reading 1', 'a:b', {}),
    );

    expect(rowState(state, 'ops/first')).toMatchObject({ kind: 'asking', since: 2_000 });
  });

  it('shows the trouble of one reading before the peace of the others', () => {
    const state = boardAfter(
      asked('ops/first reading 1', 'a:b'),
      failedTry('ops/first reading 2', 'a:b', 'down', 'a:c'),
    );

    expect(rowState(state, 'ops/first')).toMatchObject({ kind: 'asking', model: 'a:c', failed: { message: 'down' } });
  });

  it('takes the answer of the seat over what its readings said', () => {
    const state = boardAfter(
      failedTry('ops/first reading 2', 'a:b', 'down'),
      answered('ops/first', 'a:b', { stance: 'accept', score: 8 }),
    );

    expect(rowState(state, 'ops/first')).toMatchObject({ kind: 'answered', stance: 'accept' });
  });

  it('adds up what its batches cost', () => {
    const state = boardAfter(
      answered('cross-examination/first 1', 'a:b', { ms: 1_000, usd: 0.01 }),
      answered('cross-examination/second 2', 'a:c', { ms: 2_000, usd: 0.02 }),
    );

    expect(rowState(state, 'cross-examination')).toMatchObject({ latencyMs: 3_000, tokens: 26_760, microUsd: 30_000 });
  });

  it('takes no call of a row whose name only begins alike', () => {
    const state = boardAfter(asked('cross-examination-skill/first', 'a:b'));

    expect(rowState(state, 'cross-examination')).toEqual({ kind: 'waiting' });
  });
});

describe('the board', () => {
  it('adds up all answers, also those of the chair', () => {
    const state = boardAfter(answered('ops/first', 'a:b', { usd: 0.01 }), answered('chair', 'a:b', { usd: 0.002 }));

    expect(totalsOf(state)).toEqual({ microUsd: 12_000, tokens: 26_760 });
  });

  it('forgets a failed try that its own model repairs, and no other', () => {
    const state = boardAfter(
      failedTry('ops/first', 'a:b', 'down', 'a:c'),
      failedTry('ops/first', 'a:c', 'no JSON'),
      repairing('ops/first', 'a:c'),
    );

    expect(state.failures.map(({ message }) => message)).toEqual(['down']);
  });

  it('changes no state that it was given', () => {
    const before = boardAfter(asked('ops/first', 'a:b'));
    const copy = structuredClone(before);

    advance(before, answered('ops/first', 'a:b', { score: 3 }), 9_000);

    expect(before).toEqual(copy);
  });
});
