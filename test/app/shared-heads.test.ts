import { describe, expect, it } from 'vitest';
import type { Pull, Repository } from '../fakes/github/world.ts';
import { CODE, GOOD, guardCheck, guardChecks, shareGuardStage } from './stage/guarded-pull.ts';

const { shared } = shareGuardStage();
const settled = (pull: Pull) => shared.settled(pull);

/** A repository with a branch beside the default one, on which the same head can be based. */
function openRepository(): Repository {
  const repository = shared.openRepository();
  shared.stage.github.commit(repository, { branch: 'next', changes: { 'src/next.py': 'NEXT = 1\n' } });
  return repository;
}

const openGood = (repository: Repository) => shared.openPull(repository, { draft: true, changes: CODE, ...GOOD });

/** Another pull request with the head of the good one, whose title fails. */
function openBad(repository: Repository): Pull {
  const twin = { draft: true, head: 'sizing', base: 'next', changes: undefined };
  return shared.openPull(repository, { ...GOOD, ...twin, title: 'Size positions' });
}

describe.concurrent('two pull requests with one head', () => {
  it('show the stricter answer, also when both are asked at once and one is slow to be written', async () => {
    const { github } = shared.stage;
    const repository = openRepository();
    github.fail(
      ({ method, path, body }) =>
        method === 'POST' &&
        path.includes(`/${repository.name}/check-runs`) &&
        JSON.stringify(body).includes('success'),
      { slowMs: 800 },
    );
    openGood(repository);
    const bad = openBad(repository);

    const conversation = await settled(bad);

    expect(guardCheck(conversation)).toMatchObject({ conclusion: 'failure' });
  });

  it('show what the other one says when the stricter one is closed', async () => {
    const { github } = shared.stage;
    const repository = openRepository();
    const good = openGood(repository);
    await settled(good);
    const bad = openBad(repository);
    const both = await settled(bad);

    github.closePull(bad);
    const closed = await settled(good);

    expect(guardCheck(both)).toMatchObject({ conclusion: 'failure' });
    expect(guardCheck(closed)).toMatchObject({ conclusion: 'success' });
  });

  it('show what the other one says when the stricter one is pushed to', async () => {
    const { github } = shared.stage;
    const repository = openRepository();
    const good = openGood(repository);
    github.commit(repository, { branch: 'twin', changes: {} });
    repository.branches.set('twin', good.headSha);
    const bad = shared.openPull(repository, {
      ...GOOD,
      draft: true,
      head: 'twin',
      base: 'next',
      title: 'Size positions',
    });
    const both = await settled(bad);

    github.push(bad, { 'src/risk/more.py': 'MORE = 1\n' });
    await settled(bad);
    const left = github.conversation(good);

    expect(guardChecks(both).at(-1)).toMatchObject({ conclusion: 'failure' });
    expect(guardCheck(left)).toMatchObject({ conclusion: 'success' });
  });
}, 90_000);
