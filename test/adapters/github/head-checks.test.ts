import { describe, expect, it } from 'vitest';
import type { Pull } from '../../fakes/github/world.ts';
import { useFake } from './fake-host.ts';

const stage = useFake({ 'a.py': 'a\n' });
const CI = { id: 15_368, slug: 'github-actions', name: 'GitHub Actions', clientId: 'Iv1.ci' };

function open(): Pull {
  const { github, repository } = stage();
  return github.openPull(repository, { title: 'feat: x', author: 'eve', head: 'x', changes: { 'a.py': 'b\n' } });
}

describe('the checks of a head', () => {
  it('are the newest run of each name and the newest status of each context, with how they ended', async () => {
    const { github, repository, host } = stage();
    const { headSha: sha } = open();
    github.addForeignCheck(repository, { name: 'test', sha, app: CI, status: 'completed', conclusion: 'failure' });
    github.addForeignCheck(repository, { name: 'test', sha, app: CI, status: 'completed', conclusion: 'success' });
    github.addForeignCheck(repository, { name: 'lint', sha, app: CI, status: 'in_progress' });
    github.setStatus(repository, { sha, context: 'deploy', state: 'pending', by: 'ada' });
    github.setStatus(repository, { sha, context: 'deploy', state: 'failure', by: 'ada' });

    expect(await host.listChecks(sha)).toEqual([
      { name: 'deploy', app: null, state: 'failure' },
      { name: 'lint', app: 'github-actions', state: 'pending' },
      { name: 'test', app: 'github-actions', state: 'success' },
    ]);
  });

  it('are none where there are none', async () => {
    const { headSha } = open();

    expect(await stage().host.listChecks(headSha)).toEqual([]);
  });

  it('cannot be listed without the permission, which is an error that does not pass', async () => {
    const { github, repository, host } = stage();
    const { headSha } = open();
    github.fail('GET /repos/{owner}/{repo}/commits/{ref}/statuses', { status: 403 });

    await expect(host.listChecks(headSha)).rejects.toMatchObject({ code: 'outside-failed', facts: { passing: false } });
    expect(github.installationOf(repository).permissions).toMatchObject({ statuses: 'read' });
  });
});
