import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { API, openScripted, REPOSITORY, scriptToken, useNock } from './nock-host.ts';

useNock();

const LABELLED = '2026-03-02T09:00:10Z';
const edited = (second: number, diff: string | null) => ({
  editedAt: `2026-03-02T09:00:${String(second).padStart(2, '0')}Z`,
  deletedAt: null,
  diff,
});
const pushed = (second: number, before: string, after: string) => ({
  ...{ before, after, timestamp: `2026-03-02T09:00:${String(second).padStart(2, '0')}Z` },
});

interface Records {
  readonly edits?: readonly ReturnType<typeof edited>[];
  readonly body?: string;
  /** Whether the oldest edit is the text of the beginning. */
  readonly begins?: boolean;
  readonly pushes?: readonly ReturnType<typeof pushed>[];
}

/** Scripts what GitHub keeps of a pull request with head `c` and a label. */
function script({ edits = [], body = 'now', begins = true, pushes }: Records): void {
  scriptToken();
  const head = { sha: 'c', ref: 'change', repo: { name: 'quant', owner: { login: 'acme' } } };
  nock(API).get(`${REPOSITORY}/pulls/41`).reply(200, { title: 'feat: x', head });
  const label = { event: 'labeled', id: 7, actor: { login: 'zoe' }, created_at: LABELLED, label: { name: 'waiver' } };
  nock(API)
    .get(`${REPOSITORY}/issues/41/timeline?per_page=100`)
    .reply(200, [{ event: 'committed', sha: 'c' }, { commit_id: 'c', comments: [] }, label]);
  const pageInfo = { hasNextPage: false, endCursor: null };
  const lastEditedAt = edits[0]?.editedAt ?? null;
  const pullRequest = { body, lastEditedAt, includesCreatedEdit: begins, userContentEdits: { pageInfo, nodes: edits } };
  nock(API)
    .post('/graphql')
    .reply(200, { data: { repository: { pullRequest } } });
  if (pushes !== undefined)
    nock(API).get(`${REPOSITORY}/activity`).query({ ref: 'refs/heads/change', per_page: 100 }).reply(200, pushes);
}

const momentOf = async () => (await openScripted().repository.readLabelling(41, 'waiver'))?.moment;

describe('the body when a label was set', () => {
  it('is the whole text that an edit left', async () => {
    script({
      edits: [edited(20, 'now'), edited(5, 'then\n'), edited(0, 'first')],
      pushes: [pushed(1, 'b', 'c')],
    });

    const moment = await momentOf();

    expect(moment).toEqual({ title: 'feat: x', body: 'then\n', head: 'c' });
  });

  it('is known whichever line ends the newest edit has', async () => {
    script({ edits: [edited(20, 'a\nb'), edited(5, 'then')], body: 'a\r\nb', pushes: [pushed(1, 'b', 'c')] });

    const moment = await momentOf();

    expect(moment).toMatchObject({ body: 'then' });
  });

  it.each([
    ['edits that are differences and no whole texts', [edited(20, '@@ -1 +1 @@'), edited(5, '@@ -1 +1 @@')]],
    ['a newest edit without a text', [edited(20, null), edited(5, 'then')]],
    ['an edit of then without a text', [edited(20, 'now'), edited(5, null), edited(0, 'first')]],
  ])('is unknown with %s', async (_, edits) => {
    script({ edits });

    const moment = await momentOf();

    expect(moment).toEqual({ unknown: expect.any(String) });
  });
});

describe('the body when a label was set before every edit that GitHub keeps', () => {
  const edits = [edited(20, 'now'), edited(15, 'later')];

  it('is the one of the beginning', async () => {
    script({ edits, pushes: [pushed(1, 'b', 'c')] });

    const moment = await momentOf();

    expect(moment).toMatchObject({ body: 'later' });
  });

  it('is unknown where GitHub does not keep the beginning', async () => {
    script({ edits, begins: false });

    const moment = await momentOf();

    expect(moment).toEqual({ unknown: expect.stringContaining('older than the label') });
  });
});

describe('the head when a label was set', () => {
  it.each([
    ['the present one where every push came before', [pushed(2, 'b', 'c'), pushed(1, 'a', 'b')], 'c'],
    ['that of the newest push before it', [pushed(12, 'b', 'c'), pushed(9, 'a', 'b'), pushed(1, '0', 'a')], 'b'],
  ])('is %s', async (_, pushes, head) => {
    script({ pushes });

    const moment = await momentOf();

    expect(moment).toMatchObject({ head });
  });

  it.each([
    ['a record that does not hold the present head yet', [pushed(1, 'a', 'b')]],
    ['an empty record', []],
    ['a record with a push missing', [pushed(12, 'b', 'c'), pushed(9, '0', 'a')]],
    ['a branch that was not there', [pushed(12, '000', 'c'), pushed(9, 'a', '000')]],
  ])('is unknown with %s', async (_, pushes) => {
    script({ pushes });

    const moment = await momentOf();

    expect(moment).toEqual({ unknown: expect.stringContaining('record of pushes') });
  });
});
