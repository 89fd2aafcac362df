import { describe, expect, it } from 'vitest';
import type { CommentPlace } from '../../../src/committee/comment/place.ts';
import { renderInlineComment, renderReviewBody } from '../../../src/committee/inline-comment/inline-comment.ts';
import { readFindingMarker } from '../../../src/committee/inline-comment/marker.ts';
import { renderThreadAnswer, type ThreadAnswer } from '../../../src/committee/inline-comment/thread-answer.ts';
import type { ThreadStanding, ThreadState } from '../../../src/committee/inline-comment/thread-state.ts';
import { renderTurn, retellOpening } from '../../../src/committee/inline-comment/turn.ts';
import { rowsOf } from '../../../src/committee/rows.ts';
import { rejected, rejectedRehearsal } from '../../fixtures/sessions.ts';
import { HEAD } from '../some-disposition.ts';
import { FINDING } from './some-thread.ts';

const place: CommentPlace = {
  scope: 'pr=41',
  linkTo: (path, line) =>
    `https://github.example/acme/momentum/blob/a1b2c3d4/${path}${line === null ? '' : `#L${line}`}`,
  linkToRule: (rule) => `https://conclave.example/rules/${rule}`,
};

const rows = Object.values(rowsOf(rejected())).flat();

const draw = (label: string, atFile = false) =>
  renderInlineComment(rows.find((row) => row.label === label) ?? expect.unreachable(label), rejected(), {
    pull: 41,
    head: HEAD,
    place,
    atFile,
  });

const standing = (state: ThreadState, overrides: Partial<ThreadStanding> = {}): ThreadStanding => ({
  state,
  head: HEAD,
  by: null,
  why: 'its code has changed',
  ...overrides,
});

describe('an inline comment', () => {
  it.each([
    ['blocker', 'B1', false],
    ['change', 'C1', false],
    ['minor', 'M1', false],
    ['at-file', 'C1', true],
  ] as const)('of the kind %s is the one on file', async (name, label, atFile) => {
    await expect(draw(label, atFile)).toMatchFileSnapshot(`../golden/inline/${name}.md`);
  });

  it('says in a rehearsal that no language model was consulted', () => {
    const session = rejectedRehearsal();
    const [row = expect.unreachable('no blocker')] = rowsOf(session).blockers;

    expect(renderInlineComment(row, session, { pull: 41, head: HEAD, place, atFile: false })).toContain(
      'no language model was consulted',
    );
  });

  it('begins with the marker by which it is found again', () => {
    const id = rows.find(({ label }) => label === 'B1')?.lead.id;

    expect(readFindingMarker(draw('B1'))).toEqual({ finding: id, pull: 41, state: 'open', head: HEAD });
    expect(readFindingMarker(draw('B1').replaceAll('\n', '\r\n'))).toMatchObject({ finding: id });
  });

  it.each([
    ['a quoted one', `> ${draw('B1')}`],
    ['one on another line', `Look:\n${draw('B1')}`],
    ['one with more in its line', draw('B1').replace(' -->', ' --> and more')],
    ['one in an unknown state', draw('B1').replace('state=open', 'state=closed')],
    ['a short id', draw('B1').replace(/F-[0-9a-f]{8}/, 'F-12')],
  ])('is not recognised by %s', (_, body) => {
    expect(readFindingMarker(body)).toBeNull();
  });
});

describe('a thread whose finding came into another state', () => {
  it('says so in front of what stood there, and nothing else of it moves', async () => {
    const told = retellOpening(draw('B1'), standing('fixed'));

    await expect(told).toMatchFileSnapshot('../golden/inline/fixed.md');
  });

  it('reads as at first when its finding is open again, whatever states it was in', () => {
    const first = draw('B1');
    const states = ['waived', 'fixed', 'superseded', 'dismissed', 'gone', 'open'] as const;

    const last = states.reduce((body, state) => retellOpening(body, standing(state)) ?? '', first);

    expect(last).toBe(first);
  });

  it('is not told in a comment that has lost its marker', () => {
    expect(retellOpening('edited by a person', standing('fixed'))).toBeNull();
  });

  it.each([
    ['fixed', standing('fixed')],
    ['dismissed', standing('dismissed', { by: 'anna-keller', why: 'the name is that of the field' })],
    ['waived', standing('waived', { by: 'anna-keller', why: 'accepted until the next release' })],
    ['open', standing('open', { why: 'it is found at this commit' })],
  ])('tells those who have answered that it is %s', async (name, now) => {
    await expect(renderTurn(FINDING, now, ['reaction=R1'])).toMatchFileSnapshot(`../golden/inline/turn-${name}.md`);
  });
});

describe('an answer in a thread', () => {
  it.each<[string, ThreadAnswer]>([
    ['reason-needed', { kind: 'reason-needed' }],
    ['elsewhere', { kind: 'elsewhere', verb: 'review' }],
    ['own-dismissal', { kind: 'own-dismissal' }],
    ['no-permission', { kind: 'no-permission', verb: 'dismiss', needs: 'maintain or admin', has: 'write' }],
  ])('of the kind %s is the one on file', async (name, answer) => {
    await expect(renderThreadAnswer('reaction=R1', answer)).toMatchFileSnapshot(`../golden/inline/answer-${name}.md`);
  });
});

describe('the review above the comments', () => {
  it('says how many there are and names what is not among them', async () => {
    const notShown = [{ finding: 'F-0000beef', label: 'B9', why: 'no-place' as const }];

    await expect(renderReviewBody({ pull: 41, head: HEAD }, 2, notShown)).toMatchFileSnapshot(
      '../golden/inline/review.md',
    );
  });
});
