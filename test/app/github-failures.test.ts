import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Failure, MatchedCall } from '../fakes/github/failures.ts';
import type { Repository } from '../fakes/github/world.ts';
import { after as late } from '../fakes/loopback-reply.ts';
import { opinion } from '../sessions/script.ts';
import { SIZING } from '../sessions/small-change.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { answersIn, currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';
import { verdictChecks } from './stage/verdict-of.ts';

const shared = shareStage({ committee: 'small' });

/** The calls of one kind in one repository. */
const CALLS: Readonly<Record<string, (call: MatchedCall) => boolean>> = {
  'the token': ({ path }) => path.endsWith('/access_tokens'),
  'the pull request': ({ operation }) => operation === 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
  'the base': ({ operation }) => operation === 'GET /repos/{owner}/{repo}/compare/{basehead}',
  'the files': ({ operation }) => operation === 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
  'the new check': ({ operation }) => operation === 'POST /repos/{owner}/{repo}/check-runs',
  'the concluded check': ({ operation }) => operation === 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
  'the comment': ({ operation }) => operation === 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
  'the reaction': ({ operation }) => operation === 'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
};

/** Lets the next calls of a kind fail in a repository; says how many did. */
function failIn(repository: Repository, what: string, failure: Failure, times = 1): () => number {
  const isThat = CALLS[what] ?? (() => false);
  const isHere = ({ path, body }: MatchedCall) =>
    path.includes(`/${repository.name}/`) || JSON.stringify(body ?? null).includes(String(repository.id));
  let failed = 0;
  const match = (call: MatchedCall) => {
    const isMeant = isThat(call) && isHere(call);
    if (isMeant) failed += 1;
    return isMeant;
  };
  shared.stage.github.fail(match, failure, times);
  return () => failed;
}

type Trouble = readonly [what: string, failure: Failure, times: number];

describe.concurrent('GitHub fails in passing', () => {
  it.each<[string, readonly Trouble[]]>([
    [
      'with the token twice, amid the base, before the new check, after the concluded one, and for the comment',
      [
        ['the token', { status: 502 }, 2],
        ['the base', { cut: 'body' }, 1],
        ['the new check', { cut: 'request' }, 1],
        ['the concluded check', { acceptedButNoAnswer: true }, 1],
        ['the comment', { status: 502 }, 3],
      ],
    ],
    [
      'with a slow pull request, the hourly limit, no word of the new check and of the comment, and the concluded check',
      [
        ['the pull request', { slowMs: 1_500 }, 2],
        ['the files', { primaryRateLimit: { resetAt: new Date() } }, 1],
        ['the new check', { acceptedButNoAnswer: true }, 1],
        ['the concluded check', { status: 502 }, 3],
        ['the comment', { acceptedButNoAnswer: true }, 1],
      ],
    ],
    [
      'with the pull request five times, and the secondary limit',
      [
        ['the pull request', { status: 502 }, 5],
        ['the new check', { secondaryRateLimit: 1 }, 1],
        ['the comment', { secondaryRateLimit: 1 }, 1],
      ],
    ],
    ['amid the answer to the comment', [['the comment', { cut: 'body' }, 1]]],
  ])('%s: the verdict comes in the end, once', async (_how, troubles) => {
    const repository = shared.openRepository();
    const failed = troubles.map((trouble) => failIn(repository, ...trouble));
    const pull = shared.openPull(repository);
    const conversation = await shared.settled(pull);

    expect(failed.map((count) => count())).toEqual(troubles.map(([, , times]) => times));
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(conversation.comments).toHaveLength(1);
    expect(verdictChecks(conversation)).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });

  it('a command is acknowledged and answered: each is there once', async () => {
    const repository = shared.openRepository();
    failIn(repository, 'the reaction', { acceptedButNoAnswer: true });
    failIn(repository, 'the comment', { acceptedButNoAnswer: true });
    const pull = shared.openPull(repository, { draft: true });
    shared.stage.github.comment(pull, 'wim', '/conclave status');
    const conversation = await shared.settled(pull);

    expect(answersIn(conversation)).toHaveLength(1);
    expect(conversation.comments[0]?.reactions.map(({ content }) => content)).toEqual(['eyes', '+1']);
  });
}, 90_000);

describe.concurrent('GitHub refuses for good', () => {
  it.each([404, 422])(
    'the comment, with %i: the check tells the verdict, and a push has its comment',
    async (status) => {
      const repository = shared.openRepository();
      failIn(repository, 'the comment', { status });
      const pull = shared.openPull(repository);
      const silent = await shared.settled(pull);
      const paid = shared.opinionsOn(repository).length;
      const reviews = await shared.rows('select status from conclave.reviews where repository_id = $1', [
        repository.id,
      ]);

      shared.stage.github.push(pull, { 'src/risk/sizing.py': `${SIZING}\nSTEP = 1\n` });
      const conversation = await shared.settled(pull);

      expect(headCheck(silent)).toMatchObject({ conclusion: 'success' });
      expect([reviews, silent.comments, paid]).toEqual([[{ status: 'published' }], [], FEW_SEATS]);
      expect(currentVerdicts(conversation)).toHaveLength(1);
      expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    },
  );

  it('what instructs: the check says so, and nothing is begun', async () => {
    const repository = shared.openRepository();
    const trees = ({ path }: MatchedCall) => path.startsWith(`/repos/acme/${repository.name}/git/trees/`);
    shared.stage.github.fail(trees, { status: 422 }, 40);
    const pull = shared.openPull(repository);
    const conversation = await shared.settled(pull);

    expect(headCheck(conversation)).toMatchObject({ conclusion: 'action_required', title: 'The review failed' });
    expect(headCheck(conversation)?.summary).toContain('Nothing was begun, and nothing was paid.');
    expect(await shared.rows('select 1 from conclave.reviews where repository_id = $1', [repository.id])).toEqual([]);
  });

  it('the change: the check says that it cannot be read, and nothing is paid', async () => {
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const tree = ({ path }: MatchedCall) => path.includes(`/${repository.name}/git/trees/${pull.headSha}`);
    shared.stage.github.fail(tree, { status: 422 }, 40);
    const conversation = await shared.settled(pull);

    expect(headCheck(conversation)).toMatchObject({
      conclusion: 'action_required',
      title: 'The change cannot be read',
    });
    expect(shared.opinionsOn(repository)).toEqual([]);
  });
}, 90_000);

describe('GitHub is away', () => {
  it('for five seconds of a review: the verdict comes when it is back', async () => {
    const { github } = shared.stage;
    const slow = late(2_000, opinion());
    const repository = shared.openRepository({ cast: { mistral: slow, gemini: slow } });
    const pull = shared.openPull(repository);
    await shared.asked(repository, FEW_SEATS);

    await github.stop();
    await sleep(5_000);
    await github.restart();
    const conversation = await shared.settled(pull);

    expect(conversation.comments).toHaveLength(1);
    expect(verdictChecks(conversation)).toMatchObject([{ conclusion: 'success' }]);
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  }, 90_000);
});
