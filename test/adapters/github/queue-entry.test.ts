import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { API, openScripted, REPOSITORY, scriptToken, useNock } from './nock-host.ts';

useNock();

const [head, base, groupHead] = ['a', 'b', 'c'].map((letter) => letter.repeat(40)) as [string, string, string];
const group = { headSha: groupHead, headRef: `refs/heads/gh-readonly-queue/main/pr-41-${base}`, baseSha: base };

/** A group whose commit does not have the head as a parent, and what GraphQL says of its entry. */
function script(entry: { readonly head: string; readonly groupHead: string } | null): void {
  scriptToken();
  const side = { ref: 'main', repo: { id: 7 } };
  const pull = { number: 41, title: 'Change', body: null, user: null, state: 'open', merged_at: null, labels: [] };
  nock(API)
    .get(`${REPOSITORY}/pulls/41`)
    .reply(200, { ...pull, changed_files: 1, head: { ...side, sha: head }, base: { ...side, sha: base } });
  nock(API)
    .get(`${REPOSITORY}/commits/${groupHead}?per_page=1`)
    .reply(200, { parents: [{ sha: base }] });
  const pullRequest = {
    headRefOid: entry?.head ?? head,
    mergeQueueEntry: entry === null ? null : { headCommit: { oid: entry.groupHead } },
  };
  nock(API)
    .post('/graphql')
    .reply(200, { data: { repository: { pullRequest } } });
}

describe('the place of a pull request in the queue', () => {
  it('proves the head when its entry names the commit of the group', async () => {
    script({ head, groupHead });

    const queued = await openScripted().repository.readQueued(group);

    expect(queued).toMatchObject({
      headIsQueued: true,
      pull: { author: { login: 'ghost', kind: 'person' }, body: '' },
    });
  });

  it.each([
    ['another commit', { head, groupHead: 'd'.repeat(40) }],
    ['another head', { head: 'd'.repeat(40), groupHead }],
    ['nothing', null],
  ])('proves nothing when it names %s, nor does what cannot be compared', async (_, entry) => {
    script(entry);
    nock(API).get(`${REPOSITORY}/compare/main...${head}?per_page=1`).reply(404, { message: 'No common ancestor' });

    const queued = await openScripted().repository.readQueued(group);

    expect(queued).toMatchObject({ headIsQueued: false });
  });
});
