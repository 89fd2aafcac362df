import assert from 'node:assert/strict';
import { createSign } from 'node:crypto';
import { z } from 'zod';
import type { FakeGitHub } from './github.ts';
import type { Repository } from './world.ts';

/** What came back. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed JSON; null for none. */
  readonly body: unknown;
}

/** One request, e.g. `GET /app`, with a body to be sent as JSON. */
export type Ask = (request: string, body?: unknown) => Promise<Reply>;

/** What a JWT may say otherwise than a good one. */
export interface JwtOptions {
  readonly iss?: string | number;
  readonly iat?: number;
  readonly exp?: number;
  readonly privateKey?: string;
  readonly alg?: string;
}

/** A plain client that comes with an Authorization header, or with none. */
export function askAs(github: Pick<FakeGitHub, 'url'>, authorization: string | null): Ask {
  return async (request, body) => {
    const [method = '', path = ''] = request.split(' ');
    const response = await fetch(path.startsWith('http') ? path : `${github.url}${path}`, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        ...(authorization === null ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
}

/** A client with the app's JWT. */
export function askAsApp(github: FakeGitHub, options: JwtOptions = {}): Ask {
  return askAs(github, `Bearer ${signJwt(github, options)}`);
}

/** A client with a fresh installation token, for all repositories of the installation unless the order says fewer. */
export async function askAsInstallation(github: FakeGitHub, repository: Repository, order: object = {}): Promise<Ask> {
  const { id } = github.installationOf(repository);
  const { body } = await askAsApp(github)(`POST /app/installations/${id}/access_tokens`, order);
  return askAs(github, `Bearer ${z.object({ token: z.string() }).parse(body).token}`);
}

/** Fails when the fake met anything that the real one would refuse, or answered anything that it would not. */
export function assertTaken({ violations }: FakeGitHub): void {
  assert.deepEqual([...violations], []);
}

/** A JWT of the app. */
export function signJwt(github: FakeGitHub, options: JwtOptions = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const { iss = github.appId, iat = now - 30, exp = now + 500, alg = 'RS256' } = options;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, typ: 'JWT' })}.${part({ iss, iat, exp })}`;
  const signature = createSign('RSA-SHA256')
    .update(signed)
    .sign(options.privateKey ?? github.privateKey, 'base64url');
  return `${signed}.${signature}`;
}
