import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { API, openScripted, REPOSITORY, scriptToken, useNock } from './nock-host.ts';

useNock();

const permission = (login: string) => `${REPOSITORY}/collaborators/${login}/permission`;
const collaborators = `${REPOSITORY}/collaborators?per_page=100`;

describe('what a person may do', () => {
  it.each([
    ['their role', { permission: 'write', role_name: 'maintain' }, 'maintain'],
    ['triage, which is no right to write', { permission: 'read', role_name: 'triage' }, 'triage'],
    ['the base of a role that the organisation made', { permission: 'write', role_name: 'Security Officer' }, 'write'],
    ['nothing', { permission: 'none', role_name: 'none' }, 'none'],
    ['what an older server says', { permission: 'admin' }, 'admin'],
  ])('is %s', async (_, answer, expected) => {
    scriptToken();
    nock(API).get(permission('ada')).reply(200, answer);

    const found = await openScripted().repository.permissionOf('ada');

    expect(found).toBe(expected);
  });

  it('is nothing when GitHub does not know them', async () => {
    scriptToken();
    nock(API).get(permission('no%2F..%2Fone')).reply(404, { message: 'no/../one is not a user' });

    const found = await openScripted().repository.permissionOf('no/../one');

    expect(found).toBe('none');
  });

  it('is unknown, and not nothing, when GitHub does not answer', async () => {
    scriptToken();
    nock(API).get(permission('ada')).times(3).reply(503, {});

    const asking = openScripted().repository.permissionOf('ada');

    await expect(asking).rejects.toMatchObject({ facts: { passing: true } });
  });
});

describe('the maintainers', () => {
  const person = (login: string, permissions: object) => ({ login, permissions });

  it('are those with maintain or admin, of all pages', async () => {
    scriptToken();
    nock(API)
      .get(collaborators)
      .reply(
        200,
        [person('zoe', { admin: true, maintain: true }), person('bob', { admin: false, maintain: false, push: true })],
        { link: `<${API}/repositories/7/collaborators?page=2>; rel="next"` },
      );
    nock(API)
      .get('/repositories/7/collaborators?page=2')
      .reply(200, [person('ada', { admin: false, maintain: true })]);

    const found = await openScripted().repository.listMaintainers();

    expect(found).toEqual(['ada', 'zoe']);
  });

  it.each([403, 404])('are not known when GitHub does not let us read them: %i', async (status) => {
    scriptToken();
    nock(API).get(collaborators).reply(status, { message: 'Must have push access to view repository collaborators.' });

    const found = await openScripted().repository.listMaintainers();

    expect(found).toBeNull();
  });

  it('are not called unknown for a limit of requests', async () => {
    scriptToken();
    nock(API).get(collaborators).reply(403, { message: 'secondary rate limit' }, { 'retry-after': '90' });

    const asking = openScripted().repository.listMaintainers();

    await expect(asking).rejects.toMatchObject({ facts: { passing: true } });
  });
});
