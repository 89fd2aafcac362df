import { createPrivateKey } from 'node:crypto';
import type { RepositoryRef } from '../../change/pull-request.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { AppHost } from '../../ports/app-host.ts';
import { type AppIdentity, accessTo } from './access.ts';
import { readApp } from './app-facts.ts';
import { type GithubSettings, openClients } from './clients.ts';
import { listFailedDeliveries, redeliver } from './failed-deliveries.ts';
import { listRepositories } from './installations.ts';
import { openOpsDesk } from './ops-desk.ts';
import { openRepositoryHost } from './repository-host.ts';

/** Opens GitHub as an app; nothing is asked yet. Throws an AppError when the private key is none. */
export function openAppHost(settings: GithubSettings): AppHost {
  refuseBadKey(settings);
  const clients = openClients(settings);
  const identity = identify(settings.appId, async () => (await readApp(clients.app)).slug);
  const accessOf = (ref: RepositoryRef) => ({ ...accessTo(ref, clients.forRepository(ref)), app: identity });
  return {
    repository: (ref) => openRepositoryHost(accessOf(ref)),
    operations: (ref) => openOpsDesk({ ...accessOf(ref), login: identity.login }),
    listRepositories: () => listRepositories(clients),
    listFailedDeliveries: (since) => listFailedDeliveries(clients.app, since),
    redeliver: (id) => redeliver(clients.app, id),
  };
}

/** The library that signs would name neither the setting nor what is wrong with it. */
function refuseBadKey({ privateKey }: GithubSettings): void {
  try {
    createPrivateKey(privateKey.replaceAll('\\n', '\n'));
  } catch {
    throw new AppError('bad-config', 'the private key of the GitHub app cannot be read', {
      expected: 'the whole text of the .pem file that GitHub gave, from "-----BEGIN" to the last line',
    });
  }
}

/** The login is asked for once, and again after a failure. */
function identify(id: number, readSlug: () => Promise<string>): AppIdentity {
  let login: Promise<string> | null = null;
  return {
    id,
    login: () => {
      login ??= readSlug().then(
        (slug) => `${slug}[bot]`,
        (error: unknown) => {
          login = null;
          throw error;
        },
      );
      return login;
    },
  };
}
