import { describe, expect, it } from 'vitest';
import { heardMarker } from '../../../src/committee/inline-comment/marker.ts';
import { wishesIn } from '../../../src/committee/inline-comment/wish.ts';
import { disliked, FINDING, someReply, someThread } from './some-thread.ts';

const REASON = 'the stop is checked by every caller of it';

/** What is kept of the reply. */
const asking = ({ id, by, createdAt }: ReturnType<typeof someReply>) => ({ id, by, createdAt });

const wishes = (...parts: readonly Parameters<typeof someThread>[0][]) =>
  wishesIn(someThread(Object.assign({}, ...parts)), FINDING);

describe('what people ask in a thread', () => {
  it('is a dismissal where whoever put a 👎 also replied: the reply is the reason, without quotes and line ends', () => {
    const reply = someReply('Ada', `> It is wrong.\n\nthe stop is checked\nby every  caller of it`);

    expect(wishes(disliked(['R1', 'ada']), { replies: [reply] })).toEqual([
      { kind: 'dislike', id: 'reaction=R1', reply: asking(reply), reason: REASON },
    ]);
  });

  it.each([
    ['nobody replied', []],
    ['somebody else replied', [someReply('eve', REASON)]],
    ['the reply is too short for a reason', [someReply('ada', 'nonsense')]],
    ['the reply is too long for a reason', [someReply('ada', 'x'.repeat(2_001))]],
    ['the reply only quotes', [someReply('ada', `> ${REASON}`)]],
    ['somebody else edited the reply', [someReply('ada', REASON, { isEdited: true, isForged: true })]],
    ['the reply is a program’s', [someReply('ada', REASON, { writer: 'program' })]],
  ])('is to be asked for a reason where %s', (_, replies) => {
    expect(wishes(disliked(['R1', 'ada']), { replies })).toEqual([{ kind: 'reasonless', id: 'ask=R1', by: 'ada' }]);
  });

  it('takes the newest reply that can be a reason', () => {
    const replies = [
      someReply('ada', 'I do not think that this is right.'),
      someReply('ada', REASON),
      someReply('ada', 'ok?'),
    ];

    expect(wishes(disliked(['R1', 'ada']), { replies })).toMatchObject([{ kind: 'dislike', reason: REASON }]);
  });

  it('is asked for a reason once, and heard when the reason comes', () => {
    const asked = someReply('conclave', `${heardMarker('ask=R1')}\n\nWhy?`);

    expect(wishes(disliked(['R1', 'ada']), { replies: [asked, someReply('ada', 'because')] })).toEqual([]);
    expect(wishes(disliked(['R1', 'ada']), { replies: [asked, someReply('ada', REASON)] })).toMatchObject([
      { kind: 'dislike' },
    ]);
  });

  it('is answered once, whatever is talked about afterwards', () => {
    const done = someReply('conclave', `<!-- conclave:turn x -->\n${heardMarker('reaction=R1')}\n\nDismissed.`);
    const replies = [someReply('ada', REASON), done, someReply('ada', 'Thank you, that is what I meant by it.')];

    expect(wishes(disliked(['R1', 'ada']), { replies })).toEqual([]);
  });

  it('is not answered by somebody who pastes our marker', () => {
    const pasted = someReply('eve', `${heardMarker('reaction=R1')}\n\nDismissed.`);

    expect(wishes(disliked(['R1', 'ada']), { replies: [someReply('ada', REASON), pasted] })).toHaveLength(1);
  });

  it('is also a command in a reply, which is no reason of a 👎', () => {
    const reply = someReply('ada', `/conclave dismiss ${REASON}`);

    expect(wishes(disliked(['R1', 'ada']), { replies: [reply] })).toEqual([
      {
        kind: 'command',
        id: `comment=${reply.id}`,
        reply: asking(reply),
        command: { kind: 'command', command: { verb: 'dismiss', finding: FINDING, reason: REASON } },
      },
      { kind: 'reasonless', id: 'ask=R1', by: 'ada' },
    ]);
  });

  it('is no command that was edited, or that a program wrote', () => {
    const command = `/conclave dismiss ${REASON}`;

    expect(wishes({ replies: [someReply('ada', command, { isEdited: true }), someReply('ci[bot]', command)] })).toEqual(
      [],
    );
  });

  it('holds no credential', () => {
    const key = `AKIA${'QWERTYUIOPASDFGH'}`;

    const found = wishes(disliked(['R1', 'ada']), {
      replies: [someReply('ada', `it is only the ${key} of a test account`)],
    });

    expect(found[0]).toMatchObject({ reason: expect.not.stringContaining(key) });
  });
});
