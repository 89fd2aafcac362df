import { describe, expect, it } from 'vitest';
import type { Pull, Repository } from '../fakes/github/world.ts';
import { opinion } from '../sessions/script.ts';
import { claim, SIZING } from '../sessions/small-change.ts';
import { FEW_SEATS } from './stage/committees.ts';
import { basePayload, pushPayload } from './stage/payloads.ts';
import { currentVerdicts, headCheck, shareStage } from './stage/shared-stage.ts';

const shared = shareStage({ committee: 'small' });
const rejecting = opinion({ findings: [claim()] });
const other = { 'src/risk/sizing.py': `${SIZING}\nSTEP = 1\n` };

const outcomes = (repository: Repository, event: string) =>
  shared.rows('select outcome from conclave.deliveries where repository_id = $1 and event = $2', [
    repository.id,
    event,
  ]);

/** What the app was told last of an event in a repository. */
function lastPayload(repository: Repository, event: string) {
  const told = shared.stage.github.deliveries.findLast(
    (one) => one.event === event && one.repositoryId === repository.id,
  );
  return JSON.parse(told?.body ?? '{}');
}

describe.concurrent('a check that is asked for once more', () => {
  it('is given by another attempt', async () => {
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const before = headCheck(await shared.settled(pull));

    shared.stage.github.rerequestCheck(before?.id ?? 0, 'wim');
    const conversation = await shared.settled(pull);
    const reviews = await shared.rows(
      'select attempt, asked_by from conclave.reviews where repository_id = $1 order by number',
      [repository.id],
    );

    expect(reviews).toEqual([
      { attempt: 0, asked_by: null },
      { attempt: 1, asked_by: 'wim' },
    ]);
    expect(headCheck(conversation)).toMatchObject({ conclusion: 'success' });
    expect(currentVerdicts(conversation)).toHaveLength(1);
    expect(shared.opinionsOn(repository)).toHaveLength(FEW_SEATS);
  });

  it('by someone without the right is refused', async () => {
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const before = await shared.settled(pull);

    shared.stage.github.rerequestCheck(headCheck(before)?.id ?? 0, 'sven');
    const conversation = await shared.settled(pull);

    expect(conversation).toEqual(before);
    expect(await outcomes(repository, 'check_run')).toEqual([
      { outcome: expect.stringMatching(/^refused, since sven has/) },
    ]);
  });

  it('is left alone when it is of another app', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const before = await shared.settled(pull);
    const told = lastPayload(repository, 'check_run');
    const app = { ...told.check_run.app, id: 7 };

    const { statusCode } = await github.deliver('check_run', {
      ...told,
      action: 'rerequested',
      check_run: { ...told.check_run, app },
    });
    const conversation = await shared.settled(pull);

    expect(statusCode).toBe(200);
    expect(conversation).toEqual(before);
    expect(await outcomes(repository, 'check_run')).toEqual([]);
  });
}, 90_000);

describe.concurrent('a merge queue', () => {
  const groupCheck = (pull: Pull, sha: string) =>
    shared.stage.github
      .conversation(pull)
      .checks.filter(({ headSha, name }) => headSha === sha && name === 'conclave/verdict');

  it.each([
    ['success', {}],
    ['failure', { mistral: rejecting, gemini: rejecting }],
  ])('is told the verdict of the head that was queued: %s', async (conclusion, cast) => {
    const pull = shared.openPull(shared.openRepository({ cast }));
    await shared.settled(pull);

    const { headSha } = shared.stage.github.mergeGroup(pull);
    await shared.settled(pull);

    expect(groupCheck(pull, headSha)).toMatchObject([{ name: 'conclave/verdict', conclusion }]);
  });

  it('does not pass a group of another head, nor one of a head without a verdict', async () => {
    const { github } = shared.stage;
    const pull = shared.openPull(shared.openRepository());
    await shared.settled(pull);
    const { headSha } = github.mergeGroup(pull);
    await shared.settled(pull);
    github.push(pull, other);
    await shared.settled(pull);

    await github.deliver('merge_group', lastPayload(pull.repository, 'merge_group'));
    await shared.settled(pull);
    const draft = shared.openPull(pull.repository, { draft: true, head: 'later', changes: other });
    const { headSha: unread } = github.mergeGroup(draft);
    await shared.settled(draft);

    expect(groupCheck(pull, headSha)).toMatchObject([{ conclusion: 'action_required' }]);
    expect(groupCheck(pull, headSha)[0]?.summary).toContain('its head is not the one that was queued');
    expect(groupCheck(draft, unread)).toMatchObject([{ conclusion: 'action_required' }]);
    expect(groupCheck(draft, unread)[0]?.summary).toContain('its head has no verdict');
  });

  it('does not pass a group of an unknown pull request', async () => {
    const { github } = shared.stage;
    const pull = shared.openPull(shared.openRepository());
    await shared.settled(pull);
    const { headSha } = github.mergeGroup(pull);
    await shared.settled(pull);
    const told = lastPayload(pull.repository, 'merge_group');
    const head_ref = told.merge_group.head_ref.replace('/pr-1-', '/pr-99-');

    await github.deliver('merge_group', { ...told, merge_group: { ...told.merge_group, head_ref } });
    await shared.settled(pull);

    expect(groupCheck(pull, headSha)).toMatchObject([{ conclusion: 'action_required' }]);
  });
}, 90_000);

describe('an installation', () => {
  it('brings repositories to mind and takes them away again', async () => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const { installation, sender, repository: facts } = basePayload(github, repository);
    const named = [{ id: facts.id, full_name: facts.full_name }];
    const told = [
      ['installation', { action: 'created', repositories: named }],
      ['installation_repositories', { action: 'removed', repositories_added: [], repositories_removed: named }],
      ['installation_repositories', { action: 'added', repositories_added: named, repositories_removed: [] }],
      ['installation', { action: 'deleted', repositories: named }],
    ] as const;

    const seen: unknown[] = [];
    for (const [event, payload] of told) {
      const { guid } = await github.deliver(event, { installation, sender, ...payload });
      await shared.concluded(guid);
      seen.push(
        await shared.rows('select forgotten_at is not null as forgotten from conclave.repositories where id = $1', [
          repository.id,
        ]),
      );
    }

    expect(seen).toEqual([false, true, false, true].map((forgotten) => [{ forgotten }]));
  });
}, 90_000);

describe.concurrent('a push', () => {
  it.each([
    [
      'to a branch on which no pull request is based',
      'sizing',
      '.github/conclave.yml',
      '0 refused pull requests are looked at again; 0 pull requests are guarded again',
    ],
    [
      'that changes nothing that instructs or wakes a gate',
      'main',
      'src/risk/limits.py',
      'nothing that instructs has changed; nothing that wakes a gate has changed',
    ],
  ])('%s starts nothing', async (_what, branch, path, noted) => {
    const { github } = shared.stage;
    const repository = shared.openRepository();
    const pull = shared.openPull(repository);
    const before = await shared.settled(pull);

    const { statusCode } = await github.deliver('push', pushPayload(github, repository, branch, [path]));
    const conversation = await shared.settled(pull);

    expect(statusCode).toBe(200);
    expect(conversation).toEqual(before);
    expect(await outcomes(repository, 'push')).toEqual([{ outcome: noted }]);
  });
}, 90_000);
