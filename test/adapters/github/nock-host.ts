import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openAppHost } from '../../../src/adapters/github/app-host.ts';
import type { RepositoryRef } from '../../../src/change/pull-request.ts';
import { type AppError, isAppError } from '../../../src/kernel/app-error.ts';

/** An address that nothing answers but what a test scripts. */
export const API = 'http://github.test';

/** The repository of the scripted tests. */
export const quant: RepositoryRef = { id: 7, owner: 'acme', name: 'quant', installation: 3 };

/** Where its routes stand. */
export const REPOSITORY = '/repos/acme/quant';

/** A token as GitHub makes them. */
export const TOKEN = `ghs_${'a1B2'.repeat(9)}`;

/** The private key of the scripted app. */
export const privateKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();

/** The host of the scripted app, with the lines that it logged. */
export function openScripted() {
  const lines: string[] = [];
  const host = openAppHost({ appId: 15, privateKey, apiUrl: API, pacing: 'none', log: (line) => lines.push(line) });
  return { host, lines, repository: host.repository(quant) };
}

/** Answers the next request for a token; returns the scope. */
export function scriptToken(token = TOKEN): nock.Scope {
  return nock(API)
    .post('/app/installations/3/access_tokens')
    .reply(201, { token, expires_at: '2030-01-01T00:00:00Z', permissions: { contents: 'read' } });
}

/** Lets no request out and demands after each test that every scripted answer was asked for. */
export function useNock(): void {
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
    nock.disableNetConnect();
  });
  afterEach(() => {
    const left = nock.pendingMocks();
    nock.cleanAll();
    expect(left).toEqual([]);
  });
  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });
}

/** The error for people with which a promise fails. */
export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return isAppError(error) ? error : expect.unreachable(String(error));
}
