import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { manifestConverter } from '../../../src/adapters/github/manifest.ts';

const app = {
  id: 4_711,
  slug: 'conclave-acme',
  html_url: 'https://github.com/apps/conclave-acme',
  pem: 'the key',
  webhook_secret: 'made-by-github-1',
  client_id: 'Iv1.abc',
  client_secret: 'made-by-github-2',
};

/** A GitHub that gives one answer and notes what it was asked. */
async function startGitHub(status: number, body: unknown) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, { location: '/elsewhere' }).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => {
    server.close();
  });
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { url: `http://127.0.0.1:${port}`, asked };
}

describe('the exchange of a code', () => {
  it('asks GitHub once and takes what Conclave uses', async () => {
    const github = await startGitHub(201, { ...app, owner: { login: 'acme' }, permissions: {} });

    const converted = await manifestConverter(`${github.url}/api/v3`)('a code/..');

    expect(converted).toEqual(app);
    expect(github.asked).toEqual(['POST /api/v3/app-manifests/a%20code%2F../conversions']);
  });

  it.each([
    ['a code that was used', 404, {}, 'does not know the code'],
    ['a failure of GitHub', 500, {}, 'GitHub answered 500'],
    ['a way elsewhere', 302, {}, 'could not be asked'],
    ['no JSON', 201, '<html>', 'could not be asked'],
    ['an app without a webhook secret', 201, { ...app, webhook_secret: null }, 'without webhook_secret'],
    ['an app with a name that is none', 201, { ...app, slug: '../x' }, 'without slug'],
  ])('fails in words with %s', async (_what, status, body, words) => {
    const github = await startGitHub(status, body);

    const converting = manifestConverter(github.url)('code-1');

    await expect(converting).rejects.toMatchObject({ name: 'AppError', code: 'outside-failed' });
    await expect(converting).rejects.toThrow(words);
    await expect(converting).rejects.not.toThrow('made-by-github');
  });

  it('fails in words when nobody answers', async () => {
    const converting = manifestConverter('http://127.0.0.1:9')('code-1');

    await expect(converting).rejects.toMatchObject({ code: 'outside-failed', facts: { where: 'http://127.0.0.1:9' } });
  });
});
