import { z } from 'zod';
import type { RepositoryRef } from '../../change/pull-request.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { RulesHost } from '../../ports/rules-host.ts';
import { type Access, accessTo } from './access.ts';
import { askIfThere } from './ask.ts';
import { type Connection, openOctokit } from './clients.ts';
import { openRulesHost } from './rules-host.ts';

/** One repository on GitHub, and the token with which it is read. */
export interface TokenSettings extends Pick<Connection, 'apiUrl' | 'log'> {
  /** Null to come as nobody, who reads public repositories only and few times an hour. */
  readonly token: string | null;
  readonly owner: string;
  readonly name: string;
  /** For a short run at GitHub unless told otherwise. */
  readonly pacing?: Connection['pacing'];
}

/**
 * Opens a repository for a terminal or for Actions, with a token of a person or of a workflow; nothing is asked yet. No
 * app is at work here, so that the installation of its pull requests is 0.
 */
export function openTokenHost(settings: TokenSettings): RulesHost {
  const { access, by } = openTokenAccess(settings);
  const host = openRulesHost(access);
  return {
    ...host,
    readPull: async (number) => {
      const pull = await host.readPull(number);
      if (pull === null) await demandRepository(access, by);
      return pull;
    },
  };
}

/** Opens a client with a token of a person or of a workflow; nothing is asked yet. */
export function openTokenAccess(settings: TokenSettings): { readonly access: Access; readonly by: 'token' | 'nobody' } {
  const { token, owner, name, pacing = 'brief', ...connection } = settings;
  const auth = token === null || token.trim() === '' ? null : token.trim();
  const role = auth === null ? ({ by: 'nobody' } as const) : ({ by: 'token', auth } as const);
  const octokit = openOctokit({ ...connection, pacing }, { id: 'token', ...role });
  // Its number comes with the first pull request that is read.
  const ref: RepositoryRef = { id: 0, owner, name, installation: 0 };
  return { access: { ...accessTo(ref, octokit), queries: auth !== null }, by: role.by };
}

/** GitHub says of what may not be seen that it is not there; a pull request is gone only from a repository that is seen. */
async function demandRepository({ octokit, at, name }: Access, by: 'token' | 'nobody'): Promise<void> {
  const found = await askIfThere(`repository ${name}`, z.object({ id: z.number() }), () =>
    octokit.request('GET /repos/{owner}/{repo}', at),
  );
  if (found !== null) return;
  const reason = by === 'token' ? 'or the token may not see it' : 'or it takes a token to see it';
  throw new AppError('outside-failed', `there is no repository ${name}, ${reason}`, {
    advice: 'Check owner and name, and that the token may read contents and pull requests of this repository.',
  });
}
