import { describe, expect, it } from 'vitest';
import { block, moduleText } from './code.ts';
import { BOOK, bookText, EDGE, edgeText, leak, plainLife, weights } from './plain-life.ts';
import { expectSound, movesOf, shareLives } from './shared-lives.ts';

const lives = shareLives();

const OLD = 'src/signals/old.py';

describe('a life whose history is rewritten', () => {
  it('asks nobody anything after a forced push that leaves the tree as it was', async () => {
    const life = lives.begin(plainLife());
    await life.review();

    life.squash({ [EDGE]: edgeText(), [BOOK]: bookText(), 'src/signals/more.py': null });
    const again = await life.review();

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 0],
    ]);
    expect(again.asked).toEqual([]);
    expect(again).toMatchObject({ status: 'REJECTED', round: { kind: 'delta', complete: true } });
  });

  it('reads what a squash changes, and nothing that it only carries along', async () => {
    const life = lives.begin(plainLife());
    await life.review();
    life.push({ [EDGE]: edgeText(null) });
    await life.review();

    life.squash({ [EDGE]: edgeText(null), [BOOK]: bookText(null) });
    const last = await life.review();

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 1],
      [0, 0, 1],
    ]);
    expect(last.round.delta?.files).toBe(1);
    expect(last.status).toBe('ACCEPTED');
  });

  it('carries its findings through a rebase on a base that moved elsewhere', async () => {
    const life = lives.begin(plainLife());
    await life.review();
    life.commitOnBase({ [OLD]: moduleText(OLD, [block(21), block(22), block(23)]) });

    life.rebase();
    const rebased = await life.review();
    life.push({ [EDGE]: edgeText(null) });
    const mended = await life.review();

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);
    expect(rebased.asked).toEqual([]);
    expect(mended.status).toBe('ACCEPTED_WITH_CHANGES');
  });

  it('reads a rebase that moves lines of its own files as what changed', async () => {
    const added = `${moduleText(OLD, [block(21), block(22, null)])}`;
    const life = lives.begin(
      plainLife({
        changes: { [EDGE]: edgeText(), [OLD]: moduleText(OLD, [block(21), block(22), block(24, weights.line)]) },
      }),
    );
    await life.review();
    life.commitOnBase({ [OLD]: moduleText(OLD, [block(20), block(21), block(22)]) });

    life.rebase({ [OLD]: moduleText(OLD, [block(20), block(21), block(22), block(24, weights.line)]) });
    const rebased = await life.review();

    expect(added).not.toBe('');
    expectSound(life);
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 0],
    ]);
    expect(rebased.round.kind).toBe('delta');
  });

  it('does not read again what a merge of the base brings into files of others', async () => {
    const life = lives.begin(plainLife());
    await life.review();
    life.commitOnBase({ [OLD]: moduleText(OLD, [block(21), block(22), block(23)]) });

    life.mergeBase();
    const merged = await life.review();

    expectSound(life);
    expect(movesOf(life)[1]).toEqual([0, 0, 0]);
    expect(merged.asked).toEqual([]);
  });

  it('reads everything again, and says so, on another base branch', async () => {
    const life = lives.begin(plainLife());
    await life.review();
    const { github } = lives.stage;
    github.commit(life.repository, { branch: 'next', changes: { 'docs/next.md': '# Next\n' }, author: 'mia' });
    life.commitOnBase({ [OLD]: moduleText(OLD, [block(21), block(22), block(23)]) });
    life.rebase();
    await life.review();

    github.editPull(life.pull, { base: 'next' });
    const again = await life.review();

    expectSound(life);
    expect(movesOf(life)[2]).toEqual([0, 0, 0]);
    expect(again.round).toMatchObject({ kind: 'full', full_because: 'base-changed' });
    expect(again.comment).toContain('The base branch is another one than at the last full reading.');
  });

  it('reads everything again, and says so, when another change takes the place of the first', async () => {
    const life = lives.begin(plainLife());
    await life.review();

    const [path, text] = [
      'src/feeds/tape.py',
      moduleText(
        'src/feeds/tape.py',
        [41, 42, 43, 44].map((n) => block(n)),
      ),
    ];
    life.squash({ [path]: text });
    const again = await life.review();

    expectSound(life);
    expect(again.round).toMatchObject({ kind: 'full', full_because: 'unrelated' });
    expect(again.comment).toContain('The files have too little in common with those of the last full reading.');
    expect(movesOf(life)[1]).toEqual([0, 0, 2]);
  });

  it('reads everything again, and says so, when the commit that it rests on is gone', async () => {
    const life = lives.begin(plainLife());
    await life.review();
    const gone = life.pull.headSha;
    life.squash({ [EDGE]: edgeText(null), [BOOK]: bookText() });
    lives.stage.github.fail(({ path }) => path.includes(gone), { status: 404 }, 100);

    const again = await life.review();

    expectSound(life);
    expect(again.round).toMatchObject({ kind: 'full', full_because: 'baseline-gone' });
    expect(again.comment).toContain('The commit of the last full reading cannot be read any more.');
    expect(movesOf(life)[1]).toEqual([0, 0, 1]);
    expect(again.ledger.find(({ finding }) => finding.code === leak.code)?.state).toBe('fixed');
  });
});

describe('a life whose experts change', () => {
  const YAML = 'config/backtest.yml';

  it('reads everything again when a skill joins that has read nothing', async () => {
    const life = lives.begin(plainLife({ changes: { [YAML]: 'fee: 0.001\n' } }));
    const light = await life.review();

    life.push({ [EDGE]: edgeText() });
    const all = await life.review();

    expectSound(life);
    expect(light.session.expert_opinions.length).toBeLessThan(all.session.expert_opinions.length);
    expect(all.round).toMatchObject({ kind: 'full', full_because: 'seats-changed', complete: true });
    expect(all.status).toBe('REJECTED');
  });

  it('lets a skill sit until its findings are settled, also when the rest needs it no more', async () => {
    const life = lives.begin(plainLife({ changes: { [YAML]: 'fee: 0.001\n', [EDGE]: edgeText() } }));
    await life.review();

    life.push({ [EDGE]: null });
    const settling = await life.review();
    life.push({ [YAML]: 'fee: 0.002\n' });
    const light = await life.review();

    expectSound(life);
    expect([settling, light].map(({ session }) => session.expert_opinions.length)).toEqual([6, 4]);
    expect(movesOf(life)[1]).toEqual([0, 0, 1]);
    expect(settling.status).toBe('ACCEPTED');
  });
});

describe('a life whose instructions change', () => {
  it('reads everything again, and says so, after a change of the configuration', async () => {
    const life = lives.begin(plainLife());
    await life.review();

    life.commitOnBase({ '.github/conclave.yml': 'version: 1\ncommittee:\n  budget_usd: 49\n  strangers: review\n' });
    const again = await life.review({ nags: 'same line' });

    expectSound(life);
    expect(movesOf(life)[1]).toEqual([0, 0, 0]);
    expect(again.round).toMatchObject({ kind: 'full', full_because: 'configuration-changed', number: 2 });
    expect(again.comment).toContain('What instructs the committee has changed since the last full reading.');
  });

  it('reads everything again, and says so, when a person asks for it', async () => {
    const life = lives.begin(plainLife());
    await life.review();
    life.push({ [EDGE]: edgeText(null) });
    await life.review();

    await life.say('wim', '/conclave review full');
    const full = await life.follow({ nags: 'same line' });
    life.push({ [BOOK]: bookText(null) });
    const last = await life.review();

    expectSound(life);
    expect(movesOf(life)).toEqual([
      [2, 0, 0],
      [0, 0, 1],
      [0, 0, 0],
      [0, 0, 1],
    ]);
    expect(full.round).toMatchObject({ kind: 'full', full_because: 'asked' });
    expect(full.comment).toContain('A person asked for a full review.');
    expect(last.round.baseline?.session).toBe(full.session.id);
  });
});
