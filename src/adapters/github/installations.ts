import { z } from 'zod';
import type { RepositoryRef } from '../../change/pull-request.ts';
import { isAppError } from '../../kernel/app-error.ts';
import { askAll } from './ask.ts';
import type { Clients } from './clients.ts';

const Installation = z.object({ id: z.number(), suspended_at: z.string().nullish() });

const Repository = z.object({ id: z.number(), name: z.string(), owner: z.object({ login: z.string() }) });

/** Every repository in every installation of the app that is not suspended. */
export async function listRepositories(clients: Clients): Promise<readonly RepositoryRef[]> {
  const installations = await askAll('the installations of the app', Installation, () =>
    clients.app.paginate('GET /app/installations', { per_page: 100 }),
  );
  const refs: RepositoryRef[] = [];
  for (const { id, suspended_at } of installations)
    if (suspended_at === null || suspended_at === undefined)
      refs.push(...(await listInstalled(clients, id).catch(none)));
  return refs;
}

/** An installation that refuses to be listed, as one that was removed just now, has nothing for us. */
function none(error: unknown): readonly RepositoryRef[] {
  if (isAppError(error) && error.facts.passing !== true) return [];
  throw error;
}

async function listInstalled(clients: Clients, installation: number): Promise<readonly RepositoryRef[]> {
  const repositories = await askAll(`the repositories of installation ${installation}`, Repository, () =>
    clients.forInstallation(installation).paginate('GET /installation/repositories', { per_page: 100 }),
  );
  return repositories.map(({ id, name, owner }) => ({ id, owner: owner.login, name, installation }));
}
