import { describe, expect, it } from 'vitest';
import { renderComment } from '../../../src/committee/comment/comment.ts';
import type { CommentPlace } from '../../../src/committee/comment/place.ts';
import { accepted, inconclusive, rejected, rejectedRehearsal } from '../../fixtures/sessions.ts';
import { GOLDEN_SESSIONS, manyBlockers, possiblySpent } from '../more-sessions.ts';

const PULL_REQUEST: CommentPlace = {
  scope: 'pr=41 head=a1b2c3d4',
  linkTo: (path, line) =>
    `https://github.example/acme/momentum/blob/a1b2c3d4/${path}${line === null ? '' : `#L${line}`}`,
  linkToRule: (rule) => `https://conclave.example/rules/${rule}`,
};

/** The lines before the first fold or table, without the marker. */
function firstLines(comment: string): readonly string[] {
  const [, ...lines] = comment.split('\n').filter((line) => line !== '');
  return lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('<details>') || line.startsWith('|')),
  );
}

describe('the comment', () => {
  it.each(Object.keys(GOLDEN_SESSIONS))('of the session %s is the one on file', async (name) => {
    const session = GOLDEN_SESSIONS[name]?.() ?? accepted();

    await expect(renderComment(session)).toMatchFileSnapshot(`../golden/${name}.comment.md`);
  });

  it('leads to the lines of a pull request and names it in its marker', async () => {
    await expect(renderComment(rejected(), PULL_REQUEST)).toMatchFileSnapshot('../golden/rejected-linked.comment.md');
  });

  it('takes three lines to say that a change was accepted', () => {
    expect(firstLines(renderComment(accepted()))).toHaveLength(3);
  });

  it('says first what is missing and what would decide', () => {
    const [title, missing, ...items] = firstLines(renderComment(inconclusive()));

    expect(title).toContain('INCONCLUSIVE');
    expect(missing).toContain('2 things are missing');
    expect(items.join('\n')).toContain('8 are needed.** To decide: run it again when the models answer');
  });

  it('says in its first line, and nowhere else, that a rehearsal asked no language model', () => {
    const comment = renderComment(rejectedRehearsal());

    expect(firstLines(comment)[0]).toContain('no language model was consulted');
    expect(comment.match(/no language model/gi)).toHaveLength(1);
    expect(comment).not.toContain('$0.00');
  });

  it('names five blockers and counts the rest', () => {
    expect(renderComment(manyBlockers())).toContain('Fix B1, B2, B3, B4, B5 and 1 more, or waive each with');
  });

  it('says what was possibly spent', () => {
    expect(firstLines(renderComment(possiblySpent())).at(-1)).toContain('possibly $0.04 more');
  });

  it('shows no score for a seat that abstained', () => {
    expect(renderComment(inconclusive())).toMatch(/\| ops ¹ \| \S+ \| abstain \| {2}\|/);
  });
});
