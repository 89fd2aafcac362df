import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type FakeGitHub, startGitHub } from './github.ts';
import { type Ask, askAs, askAsApp, askAsInstallation, type JwtOptions } from './test-client.ts';
import type { Repository } from './world.ts';

let github: FakeGitHub;
let quant: Repository;
let other: Repository;
let now: Date;

beforeEach(async () => {
  now = new Date();
  github = await startGitHub({ now: () => now });
  quant = github.addRepository({ owner: 'acme', name: 'quant' });
  other = github.addRepository({ owner: 'acme', name: 'other' });
});

afterEach(() => github.stop());

describe('a JWT', () => {
  const seconds = Math.floor(Date.now() / 1000);
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const pem = stranger.export({ type: 'pkcs1', format: 'pem' }).toString();

  it.each<{ what: string; jwt: JwtOptions; status: number }>([
    { what: 'is taken from the app', jwt: {}, status: 200 },
    { what: 'is taken with the client id as its issuer', jwt: { iss: 'Iv23liFakeGitHub0001' }, status: 200 },
    { what: 'of another app is refused', jwt: { iss: 7 }, status: 404 },
    { what: 'signed with another key is refused', jwt: { privateKey: pem }, status: 401 },
    { what: 'of another algorithm is refused', jwt: { alg: 'none' }, status: 401 },
    { what: 'that has expired is refused', jwt: { iat: seconds - 700, exp: seconds - 100 }, status: 401 },
    {
      what: 'that lives longer than ten minutes is refused',
      jwt: { iat: seconds - 60, exp: seconds + 541 },
      status: 401,
    },
    { what: 'from the future is refused', jwt: { iat: seconds + 300, exp: seconds + 800 }, status: 401 },
  ])('$what', async ({ jwt, status }) => {
    const reply = await askAsApp(github, jwt)('GET /app');

    expect(reply.status).toBe(status);
    expect(github.violations).toHaveLength(status === 200 ? 0 : 1);
  });

  it('opens nothing that asks for an installation, and a token nothing that asks for the app', async () => {
    const asToken = await askAsInstallation(github, quant);

    const replies = [
      await askAsApp(github)('GET /repos/acme/quant'),
      await asToken('GET /app'),
      await askAs(github, null)('GET /repos/acme/quant'),
      await askAs(github, 'Bearer ghs_made0up')('GET /repos/acme/quant'),
    ];

    expect(replies.map(({ status }) => status)).toEqual([403, 403, 404, 401]);
    expect(github.violations).toHaveLength(3);
  });
});

describe('an installation token', () => {
  it('reaches all repositories of the installation when it was asked for none', async () => {
    const ask = await askAsInstallation(github, quant);

    const reply = await ask('GET /installation/repositories');

    expect(reply.body).toMatchObject({ total_count: 2, repositories: [{ id: quant.id }, { id: other.id }] });
    expect(github.violations).toEqual([]);
  });

  it.each([
    { by: 'ids', order: () => ({ repository_ids: [quant.id] }) },
    { by: 'names', order: () => ({ repositories: ['quant'] }) },
  ])('reaches only the repositories that it was asked for by $by', async ({ order }) => {
    const ask = await askAsInstallation(github, quant, order());

    const replies = [await ask('GET /repos/acme/quant'), await ask('GET /repos/acme/other')];

    expect(replies.map(({ status }) => status)).toEqual([200, 404]);
    expect(github.calls.at(-1)?.repositories).toEqual(['acme/quant']);
    expect(github.violations).toEqual([expect.stringContaining('does not reach')]);
  });

  it('may not write what it was not permitted to write', async () => {
    github.openPull(quant, { title: 'feat: x', head: 'x', changes: { x: 'x' } });
    const ask = await askAsInstallation(github, quant, { permissions: { pull_requests: 'read', checks: 'write' } });

    const replies = [
      await ask('GET /repos/acme/quant/pulls/1'),
      await ask('POST /repos/acme/quant/issues/1/comments', { body: 'x' }),
    ];

    expect(replies.map(({ status }) => status)).toEqual([200, 403]);
    expect(replies.at(-1)?.body).toMatchObject({ message: 'Resource not accessible by integration' });
    expect(github.violations).toHaveLength(1);
  });

  it('is not handed out with more than the installation grants', async () => {
    const reply = await order({ permissions: { contents: 'write' } });

    expect(reply.status).toBe(422);
    expect(github.violations).toHaveLength(1);
  });

  it('is not handed out for a repository elsewhere, which is no violation since installations change', async () => {
    const elsewhere = github.addRepository({ owner: 'stranger', name: 'theirs' });

    const reply = await order({ repository_ids: [elsewhere.id] });

    expect(reply.status).toBe(422);
    expect(github.violations).toEqual([]);
  });

  it('lasts one hour', async () => {
    const ask = await askAsInstallation(github, quant);
    now = new Date(now.getTime() + 3_599_000);
    const before = await ask('GET /repos/acme/quant');
    now = new Date(now.getTime() + 1_000);

    const after = await ask('GET /repos/acme/quant');

    expect([before.status, after.status]).toEqual([200, 401]);
    expect(github.violations).toEqual([]);
  });

  it('is another one each time', async () => {
    const Token = z.object({ token: z.string(), expires_at: z.string() });

    const tokens = [Token.parse((await order({})).body), Token.parse((await order({})).body)];

    expect(new Set(tokens.map(({ token }) => token)).size).toBe(2);
    expect(Date.parse(tokens[0]?.expires_at ?? '') - now.getTime()).toBeGreaterThan(3_590_000);
  });

  it('ends with a suspension or with the installation', async () => {
    const ask = await askAsInstallation(github, quant);
    github.suspend(github.installationOf(quant));
    const suspended = await ask('GET /repos/acme/quant');
    const refused = await order({});
    github.uninstall(github.installationOf(quant));

    const gone = await ask('GET /repos/acme/quant');

    expect([suspended.status, refused.status, gone.status]).toEqual([403, 403, 401]);
    expect(github.violations).toEqual([]);
  });

  const order = (body: object): ReturnType<Ask> =>
    askAsApp(github)(`POST /app/installations/${github.installationOf(quant).id}/access_tokens`, body);
});
