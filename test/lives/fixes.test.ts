import { describe, expect, it } from 'vitest';
import { block, moduleText } from './code.ts';
import { FLAW_KINDS, flaw } from './flaw.ts';
import { BOOK, bookText, EDGE, edgeText, leak, plainLife } from './plain-life.ts';
import { expectSound, movesOf, shareLives } from './shared-lives.ts';

const lives = shareLives();

describe('a life in which findings are fixed', () => {
  it('ends after eight pushes that fix one finding each', async () => {
    const flaws = [...FLAW_KINDS, 'leak'].map((kind, index) => flaw(kind, index + 1));
    const standing = flaws.map(({ line }, index) => block(index + 1, line));
    const write = () => ({
      [EDGE]: moduleText(EDGE, standing.slice(0, 4)),
      [BOOK]: moduleText(BOOK, standing.slice(4)),
    });
    const life = lives.begin({ files: {}, changes: write(), flaws });
    await life.review();

    for (let push = 0; push < flaws.length; push += 1) {
      standing[push] = block(push + 1);
      life.push(write());
      await life.review();
    }

    expectSound(life);
    expect(movesOf(life)).toEqual([[8, 0, 0], ...flaws.map(() => [0, 0, 1])]);
    expect(life.rounds.at(-1)?.status).toBe('ACCEPTED');
    expect(life.rounds.at(-1)?.ledger.map(({ state }) => state)).toEqual(flaws.map(() => 'fixed'));
    expect(life.rounds.at(-1)?.comments.all).toBe(1);
  });

  it('takes what was missing for fixed when it comes, though the cited line stays', async () => {
    const untested = flaw('untested', 2);
    const life = lives.begin(plainLife({ changes: { [EDGE]: edgeText(untested.line) }, flaws: [untested] }));
    await life.review();
    life.push({ [BOOK]: bookText(null) });
    const elsewhere = await life.review();

    life.push({ 'tests/test_edge.py': `${untested.mend}\n    assert floor_2 == 3\n` });
    const tested = await life.review();

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);
    expect([elsewhere.status, tested.status]).toEqual(['ACCEPTED_WITH_CHANGES', 'ACCEPTED']);
  });

  it('follows findings into a renamed file, edited or not', async () => {
    const moved = 'src/signals/margin.py';
    const last = 'src/signals/gain.py';
    const life = lives.begin(plainLife());
    await life.review();

    life.push({ [EDGE]: null, [moved]: edgeText() });
    const renamed = await life.review({ nags: 'same line' });
    life.push({ [moved]: null, [last]: edgeText(null) });
    const mended = await life.review();

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);
    expect(renamed.ledger.find(({ finding }) => finding.code === leak.code)?.finding.place?.path).toBe(moved);
    expect(mended.status).toBe('ACCEPTED_WITH_CHANGES');
  });

  it('follows a finding whose function goes to another file', async () => {
    const from = moduleText(EDGE, [block(1), ...[3, 4, 5, 6, 7, 8].map((number) => block(number))]);
    const to = (planted: string | null) => moduleText(BOOK, [block(11), block(12), block(2, planted)]);
    const life = lives.begin(plainLife({ changes: { [EDGE]: edgeText(), [BOOK]: bookText(null) }, flaws: [leak] }));
    await life.review();

    life.push({ [EDGE]: from, [BOOK]: to(leak.line) });
    const moved = await life.review({ nags: 'same line' });
    life.push({ [BOOK]: to(null) });
    const mended = await life.review();

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [1, 0, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);
    expect([moved.status, mended.status]).toEqual(['REJECTED', 'ACCEPTED']);
  });

  it('opens a fixed blocker again when a revert brings it back', async () => {
    const life = lives.begin(plainLife());
    await life.review();
    life.push({ [EDGE]: edgeText(null) });
    const fixed = await life.review();

    life.push({ [EDGE]: edgeText() });
    const reverted = await life.review();

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 1],
      [0, 1, 0],
    ]);
    expect(reverted.round.reopened).toEqual(fixed.round.fixed.map(({ id }) => id));
    expect([fixed.status, reverted.status]).toEqual(['ACCEPTED_WITH_CHANGES', 'REJECTED']);
    expect(reverted.comments).toEqual({ all: 2, live: 1 });
  });

  it('opens nothing for documents and code elsewhere', async () => {
    const life = lives.begin(plainLife());
    await life.review();

    life.push({ 'docs/notes.md': '# Notes\n\nOne.\n' });
    const documents = await life.review({ looksBack: true });
    life.push({ 'src/signals/far.py': moduleText('src/signals/far.py', [block(31), block(32)]) });
    const elsewhere = await life.review({ looksBack: true, nags: 'same line' });

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(documents.round.delta?.files).toBe(1);
    expect(elsewhere.round.delta?.files).toBe(1);
  });
});
