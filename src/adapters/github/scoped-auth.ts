import { setTimeout as sleep } from 'node:timers/promises';
import type { createAppAuth } from '@octokit/auth-app';
import type { Octokit } from 'octokit';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { githubFailed, statusOf } from './failure.ts';

/** Which token of an installation a client uses; the narrower, the better. */
export interface TokenSource {
  readonly installationId: number;
  readonly repositoryIds?: number[];
  readonly permissions?: Record<string, string>;
}

interface ScopedAuthOptions {
  /** The client that makes tokens. */
  readonly app: Octokit;
  readonly source: TokenSource;
}

type Hook = ReturnType<typeof createAppAuth>['hook'];

/** How old a token is that every server of GitHub knows. */
const KNOWN_AFTER_MS = 5_000;

const Token = z.object({ token: z.string(), createdAt: z.iso.datetime() });

/**
 * An authentication strategy of Octokit with the tokens of one source; GitHub's own strategy makes tokens for the whole
 * installation. A token that is refused is asked for anew, once; one that was just made is given a second to be known.
 */
export function scopedAuth({ app, source }: ScopedAuthOptions) {
  const tokenFor = async (refresh: boolean) => {
    // The repositories are given as a copy, since the list is sorted in place for its cache.
    const order = { ...source, ...(source.repositoryIds && { repositoryIds: [...source.repositoryIds] }) };
    const made = app.auth({ type: 'installation', ...order, refresh });
    return Token.parse(
      await made.catch((error: unknown) => {
        throw githubFailed(`a token of installation ${source.installationId}`, error);
      }),
    );
  };
  const hook: Hook = async (send, request) => {
    if (typeof request === 'string') throw new AppError('broken', 'a hook of Octokit was given a route, not a request');
    const sendWith = (token: string) =>
      send({ ...request, headers: { ...request.headers, authorization: `token ${token}` } });
    const { token, createdAt } = await tokenFor(false);
    try {
      return await sendWith(token);
    } catch (error) {
      if (statusOf(error) !== 401) throw error;
      const isNew = Date.now() - Date.parse(createdAt) < KNOWN_AFTER_MS;
      if (isNew) await sleep(1_000);
      return sendWith(isNew ? token : (await tokenFor(true)).token);
    }
  };
  return Object.assign(async () => ({ type: 'scoped' }), { hook });
}
