import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { API, openScripted, REPOSITORY, scriptToken, useNock } from './nock-host.ts';

useNock();

const OWN = `${REPOSITORY}/actions/variables/KILL`;
const SHARED = `${REPOSITORY}/actions/organization-variables?per_page=30`;
const times = { created_at: '2026-01-01T00:00:00Z', updated_at: '2026-02-01T00:00:00Z' };

const read = () => openScripted().repository.readVariable('KILL');

describe('a variable', () => {
  it('is that of the repository, with the time of its last change', async () => {
    scriptToken();
    nock(API)
      .get(OWN)
      .reply(200, { name: 'KILL', value: 'true', ...times });

    const reading = await read();

    expect(reading).toEqual({ kind: 'set', value: 'true', since: '2026-02-01T00:00:00Z' });
  });

  it('is else that of the organisation, on whichever page', async () => {
    const link = { link: `<${API}/repositories/7/actions/organization-variables?page=2>; rel="next"` };
    scriptToken();
    nock(API).get(OWN).reply(404, { message: 'Not Found' });
    nock(API)
      .get(SHARED)
      .reply(200, { total_count: 2, variables: [{ name: 'OTHER', value: 'x', ...times }] }, link);
    nock(API)
      .get('/repositories/7/actions/organization-variables?page=2')
      .reply(200, { total_count: 2, variables: [{ name: 'Kill', value: 'yes', ...times }] });

    const reading = await read();

    expect(reading).toEqual({ kind: 'set', value: 'yes', since: '2026-02-01T00:00:00Z' });
  });

  it.each([
    ['nor the organisation has it', 200, { total_count: 0, variables: [] }],
    ['has it and there is no organisation', 404, { message: 'Not Found' }],
  ])('is unset where neither the repository %s', async (_, status, body) => {
    scriptToken();
    nock(API).get(OWN).reply(404, { message: 'Not Found' });
    nock(API).get(SHARED).reply(status, body);

    const reading = await read();

    expect(reading).toEqual({ kind: 'unset' });
  });

  it.each([
    ['its own', () => nock(API).get(OWN).reply(403, { message: 'Resource not accessible by integration' })],
    [
      'that of the organisation',
      () => {
        nock(API).get(OWN).reply(404, { message: 'Not Found' });
        nock(API).get(SHARED).reply(403, { message: 'Resource not accessible by integration' });
      },
    ],
  ])('is unreadable, and the permission named, where GitHub refuses %s', async (_, script) => {
    scriptToken();
    script();

    const reading = await read();

    expect(reading).toMatchObject({
      kind: 'unreadable',
      why: expect.stringContaining('takes the permission `Variables: read` (actions_variables)'),
    });
  });

  it('is unreadable, and not unset, where GitHub fails again and again', async () => {
    scriptToken();
    nock(API).get(OWN).times(3).reply(503, { message: 'Unavailable' });

    const reading = await read();

    expect(reading).toEqual({ kind: 'unreadable', why: expect.stringContaining('GitHub answered 503') });
  });

  it('is unreadable where GitHub answers what nobody knows', async () => {
    scriptToken();
    nock(API).get(OWN).reply(200, { name: 'KILL' });

    const reading = await read();

    expect(reading).toMatchObject({ kind: 'unreadable' });
  });
});
