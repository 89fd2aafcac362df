import { describe, expect, it } from 'vitest';
import type { Pull } from '../fakes/github/world.ts';
import { opinion } from '../sessions/script.ts';
import { claim, SIZING } from '../sessions/small-change.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { answersIn, currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';

const shared = shareStage({ committee: 'small' });
const REASON = 'the stop is checked by every caller of it';
const BLOCKER = { mistral: opinion({ findings: [claim()] }) };
const MINOR = { mistral: opinion({ findings: [claim({ severity: 'minor' })] }) };

/** A pull request with a verdict that holds one finding; returns the finding's id with it. */
async function openReviewed({ author = 'wim', cast = BLOCKER, maintainers = ['ada', 'mia'] } = {}) {
  const repository = shared.openRepository({ cast });
  for (const login of ['ada', 'mia']) {
    if (!maintainers.includes(login)) shared.stage.github.removeCollaborator(repository, login);
  }
  const pull = shared.openPull(repository, { author });
  const [verdict] = currentVerdicts(await shared.settled(pull));
  return { pull, repository, finding: /F-[0-9a-f]{8}/.exec(verdict?.body ?? '')?.[0] ?? '' };
}

async function say(pull: Pull, author: string, words: string) {
  shared.stage.github.comment(pull, author, `/conclave ${words}`);
  const conversation = await shared.settled(pull);
  return { conversation, answer: answersIn(conversation).at(-1)?.body ?? '' };
}

const audited = (repository: { readonly id: number }, act: string) =>
  shared.rows('select actor, subject, detail from conclave.audit_events where repository_id = $1 and act = $2', [
    repository.id,
    act,
  ]);

describe.concurrent('/conclave waive', () => {
  it('by a maintainer lets the only blocker pass at this head, and lapses at the next', async () => {
    const { pull, repository, finding } = await openReviewed();
    const first = pull.headSha;

    const { conversation, answer } = await say(pull, 'ada', `waive ${finding} ${REASON}`);
    shared.stage.github.push(pull, { 'src/risk/sizing.py': `${SIZING}\nSTEP = 1\n` });
    const next = await shared.settled(pull);

    expect(answer).toContain(`**\`${finding}\` is waived** by`);
    expect(answer).toContain('A waiver holds for this commit alone');
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'neutral' });
    expect(currentVerdicts(conversation)[0]?.body).toContain(REASON);
    expect(await audited(repository, 'finding.waived')).toMatchObject([
      { actor: 'ada', subject: finding, detail: { head: first, reason: REASON, permission: 'maintain' } },
    ]);
    expect(headCheck(next)).toMatchObject({ conclusion: 'failure' });
    expect(currentVerdicts(next)).toHaveLength(1);
    expect(shared.opinionsOn(repository)).toHaveLength(2 * FEW_SEATS);
  });

  it.each([
    [
      'by someone who can only write',
      'wim',
      'ada',
      'needs `maintain` or `admin` in this repository, and you have `write`',
    ],
    ['by the author', 'ada', 'ada', 'An author waives nothing of the own pull request'],
  ])('%s is refused and changes nothing', async (_who, by, author, why) => {
    const { pull, repository, finding } = await openReviewed({ author });

    const { conversation, answer } = await say(pull, by, `waive ${finding} ${REASON}`);

    expect(answer).toContain(why);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'failure' });
    expect(await shared.rows('select 1 from conclave.waivers where repository_id = $1', [repository.id])).toEqual([]);
  });

  it('by the author is done when nobody else could', async () => {
    const { pull, finding } = await openReviewed({ author: 'acme', maintainers: [] });

    const { conversation, answer } = await say(pull, 'acme', `waive ${finding} ${REASON}`);

    expect(answer).toContain('is waived');
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'neutral' });
  });

  it('of a finding of another head, or of none, is refused with what is known', async () => {
    const { pull, finding } = await openReviewed();
    const reviewed = pull.headSha.slice(0, 7);
    shared.unseen(() => shared.stage.github.push(pull, { 'src/risk/sizing.py': `${SIZING}\nSTEP = 1\n` }));

    const other = await say(pull, 'ada', `waive ${finding} ${REASON}`);
    const unknown = await say(pull, 'ada', `waive F-00000000 ${REASON}`);

    expect(other.answer).toContain(`\`${finding}\` was found at \`${reviewed}\``);
    expect(unknown.answer).toContain('No finding `F-00000000` is on record here');
  });
}, 90_000);

describe.concurrent('/conclave dismiss', () => {
  it('of a minor finding is open to everyone who can write, but for the author', async () => {
    const { pull, repository, finding } = await openReviewed({ author: 'ada', cast: MINOR });

    const own = await say(pull, 'ada', `dismiss ${finding} ${REASON}`);
    const { answer } = await say(pull, 'wim', `dismiss ${finding} ${REASON}`);

    expect(own.answer).toContain('An author dismisses nothing of the own pull request');
    expect(answer).toContain(`**\`${finding}\` is dismissed** by`);
    expect(await audited(repository, 'finding.dismissed')).toMatchObject([{ actor: 'wim', subject: finding }]);
  });

  it('of a blocker takes a maintainer, and holds at the next head', async () => {
    const { pull, finding } = await openReviewed();

    const refused = await say(pull, 'wim', `dismiss ${finding} ${REASON}`);
    const { conversation } = await say(pull, 'mia', `dismiss ${finding} ${REASON}`);
    shared.stage.github.push(pull, { 'README.md': '# Quant, with sizes\n' });
    const next = await shared.settled(pull);

    expect(refused.answer).toContain('needs `maintain` or `admin`');
    expect(headCheck(refused.conversation)).toMatchObject({ conclusion: 'failure' });
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'neutral' });
    expect(headCheck(next)).toMatchObject({ conclusion: 'neutral' });
    expect(currentVerdicts(next)).toHaveLength(1);
  });
}, 90_000);
