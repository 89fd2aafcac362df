import nock from 'nock';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openAppHost } from '../../../src/adapters/github/app-host.ts';
import {
  API,
  failureOf,
  openScripted,
  privateKey,
  quant,
  REPOSITORY,
  scriptToken,
  TOKEN,
  useNock,
} from './nock-host.ts';

useNock();

const branch = { default_branch: 'main' };

describe('tokens', () => {
  it('reach one repository only and are made once', async () => {
    const bodies: unknown[] = [];
    nock(API)
      .post('/app/installations/3/access_tokens', (body) => bodies.push(body) > 0)
      .reply(201, { token: TOKEN, expires_at: '2030-01-01T00:00:00Z', permissions: {} });
    nock(API, { reqheaders: { authorization: `token ${TOKEN}` } })
      .get(REPOSITORY)
      .twice()
      .reply(200, branch);
    const { host, repository } = openScripted();

    const first = await repository.defaultBranch();
    const second = await host.repository(quant).defaultBranch();

    expect([first, second]).toEqual(['main', 'main']);
    expect(bodies).toEqual([{ repository_ids: [7] }]);
  });

  it('are given a second to be known everywhere when they are new', async () => {
    scriptToken();
    nock(API).get(REPOSITORY).reply(401, { message: 'Bad credentials' });
    nock(API).get(REPOSITORY).reply(200, branch);

    const found = await openScripted().repository.defaultBranch();

    expect(found).toBe('main');
  });

  it('are made anew, once, when GitHub refuses one that was good', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    scriptToken();
    nock(API).get(REPOSITORY).reply(200, branch);
    nock(API).get(REPOSITORY).twice().reply(401, { message: 'Bad credentials' });
    scriptToken(`${TOKEN}anew`);
    const { repository } = openScripted();

    await repository.defaultBranch();
    vi.setSystemTime(Date.now() + 600_000);
    const reading = repository.defaultBranch();

    await expect(reading).rejects.toMatchObject({ message: expect.stringContaining('GitHub answered 401') });
  });

  it('are asked for again when GitHub does not answer', async () => {
    nock(API).post('/app/installations/3/access_tokens').reply(502, 'Bad Gateway');
    scriptToken();
    nock(API, { reqheaders: { 'x-github-api-version': '2022-11-28' } })
      .get(REPOSITORY)
      .reply(200, branch);

    const found = await openScripted().repository.defaultBranch();

    expect(found).toBe('main');
  });

  it('that cannot be made are not taken for an absent pull request', async () => {
    nock(API).post('/app/installations/3/access_tokens').reply(404, { message: 'Not Found' });

    const reading = openScripted().repository.readPull(41);

    await expect(reading).rejects.toMatchObject({
      code: 'outside-failed',
      message: 'GitHub answered 404 when asked for a token of installation 3: Not Found',
      facts: { passing: false },
    });
  });

  it('and keys stand in no error and in no log', async () => {
    const answer = { message: `bad token ${TOKEN} and ${privateKey}` };
    scriptToken();
    nock(API)
      .get(REPOSITORY)
      .reply(422, answer, { deprecation: 'true', link: `<https://x/?t=${TOKEN}>; rel="deprecation"` });
    const { repository, lines } = openScripted();

    const error = await failureOf(repository.defaultBranch());

    const all = JSON.stringify([error, String(error), error instanceof Error ? error.stack : '', lines]);
    expect(all).toContain('GitHub answered 422 when asked for repository acme/quant');
    expect(all).not.toContain(TOKEN);
    expect(all).not.toContain(privateKey.split('\n')[1]);
  });

  it('are not asked for with a key that is none', () => {
    const opening = () => openAppHost({ appId: 15, privateKey: 'not a key', apiUrl: API, pacing: 'none' });

    expect(opening).toThrow('the private key of the GitHub app cannot be read');
  });
});
