import { describe, expect, it } from 'vitest';
import { block, moduleText } from './code.ts';
import { flaw } from './flaw.ts';
import { BOOK, bookText, EDGE, edgeText, leak, plainLife, weights } from './plain-life.ts';
import { expectSound, movesOf, shareLives } from './shared-lives.ts';

const lives = shareLives();

const REASON = 'the total is checked by every caller of it, see the runbook';

describe('a life in which people decide', () => {
  it('never tells a dismissed finding again, in whatever words it comes back', async () => {
    const life = lives.begin(plainLife());
    const first = await life.review();
    const id = first.ledger.find(({ finding }) => finding.code === weights.code)?.id ?? '';
    const answer = await life.say('mia', `/conclave dismiss ${id} ${REASON}`);

    for (let push = 0; push < 5; push += 1) {
      const edited = [11, 13, 14, 15, 16, 17, 18].map((number) => ({ ...block(number), edits: push + 1 }));
      life.push({ [BOOK]: moduleText(BOOK, [...edited, block(12, weights.line)]) });
      await life.review({ nags: push % 2 === 0 ? 'same line' : 'next line', looksBack: true });
    }

    expectSound(life);
    expect(answer).toContain('dismissed');
    expect(movesOf(life)).toEqual([[2, 0, 0], ...Array.from({ length: 5 }, () => [0, 0, 0])]);
    expect(life.rounds.at(-1)?.ledger.find((entry) => entry.id === id)?.state).toBe('dismissed');
  });
});

describe('a life with seats that speak of other lines', () => {
  it('knows a finding again whose seats cite another line of it in other words', async () => {
    const text = (push: number) => bookText(`${weights.line}\n    note_12 = ${push}`);
    const life = lives.begin(plainLife({ changes: { [EDGE]: edgeText(), [BOOK]: text(0) } }));
    const first = await life.review();
    const id = first.ledger.find(({ finding }) => finding.code === weights.code)?.id ?? '';
    await life.say('mia', `/conclave dismiss ${id} ${REASON}`);

    for (let push = 1; push <= 3; push += 1) {
      life.push({ [BOOK]: text(push) });
      await life.review({ nags: 'next line', looksBack: true });
    }

    expectSound(life);
    expect(movesOf(life)).toEqual([[2, 0, 0], ...Array.from({ length: 3 }, () => [0, 0, 0])]);
    expect(
      life.rounds
        .at(-1)
        ?.ledger.map(({ state }) => state)
        .sort(),
    ).toEqual(['dismissed', 'open']);
  });
});

describe('a life with seats that overlook and insist', () => {
  it('opens a blocker that was overlooked in cleared code, and no major finding', async () => {
    const late = [flaw('cap', 4, { from: 2 }), flaw('fetch', 14, { from: 2 })];
    const edge = (planted: string | null) =>
      moduleText(EDGE, [
        block(1),
        block(2, planted),
        block(3),
        block(4, late[0]?.line ?? ''),
        ...[5, 6].map((n) => block(n)),
      ]);
    const book = (edits: number) =>
      moduleText(BOOK, [block(11), block(12), { ...block(13), edits }, block(14, late[1]?.line ?? ''), block(15)]);
    const life = lives.begin(
      plainLife({ changes: { [EDGE]: edge(leak.line), [BOOK]: book(0) }, flaws: [leak, ...late] }),
    );
    await life.review();

    life.push({ [EDGE]: edge(null), [BOOK]: book(1) });
    const second = await life.review({ looksBack: true });

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [1, 0, 0],
      [1, 0, 1],
    ]);
    expect(second.round.dropped).toMatchObject([{ reason: 'cleared-surface', severity: 'major' }]);
    expect(second.status).toBe('REJECTED');
  });

  it('rests on no review in which a provider was away, and opens nothing twice for it', async () => {
    const life = lives.begin(plainLife());
    const first = await life.review();
    life.push({ [EDGE]: edgeText(null) });
    const cut = await life.review({ away: ['mistral'] });

    life.push({ 'docs/notes.md': '# Notes\n\nOne.\n' });
    const whole = await life.review({ nags: 'same line' });

    expectSound(life);
    expect(cut.round.complete).toBe(false);
    expect(whole.round.baseline?.session).toBe(first.session.id);
    expect(movesOf(life).map(([opened, reopened]) => [opened, reopened])).toEqual([
      [2, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(whole.ledger.map(({ state }) => state).sort()).toEqual(['fixed', 'open']);
  });

  it('asks only those who did not answer after a first review in which a provider was away', async () => {
    const life = lives.begin(plainLife());
    const cut = await life.review({ away: ['mistral'] });

    await life.say('wim', '/conclave retry');
    const whole = await life.follow();

    expectSound(life);
    expect(cut).toMatchObject({ status: 'INCONCLUSIVE', baseline: null, round: { complete: false } });
    expect(whole.round).toMatchObject({ kind: 'full', full_because: 'incomplete-baseline', complete: true });
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 0],
    ]);
    expect(whole.status).toBe('REJECTED');
    const opinions = whole.asked.filter(({ kind }) => kind === 'opinion');
    expect(opinions.map(({ model }) => model)).toEqual(opinions.map(() => 'mistral:mistral-large-latest'));
  });

  it('is not misled by seats that garble their first answer', async () => {
    const life = lives.begin(plainLife());
    await life.review({ garbles: true });
    life.push({ [EDGE]: edgeText(null), [BOOK]: bookText(null) });

    const second = await life.review({ garbles: true });

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 2],
    ]);
    expect(second.status).toBe('ACCEPTED');
  });
});
