import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from 'octokit';
import { z } from 'zod';
import { nameRepository, type RepositoryRef } from '../../change/pull-request.ts';
import type { AppExaminer, DeliveryAttempt, InstallationFacts } from '../../ports/app-examiner.ts';
import { type Access, accessTo } from './access.ts';
import { readApp, readHook, readRules } from './app-facts.ts';
import { ask, askAll } from './ask.ts';
import type { Clients } from './clients.ts';
import { openGuardHost } from './guard-host.ts';
import { listRepositories } from './installations.ts';
import { readDefaultBranch } from './pulls.ts';
import { scopedAuth, type TokenSource } from './scoped-auth.ts';

/** As which app GitHub is asked. */
export interface ExaminerSettings {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly apiUrl: string;
  /** Ends every request that is still under way. */
  readonly signal: AbortSignal;
}

/** Longest a single answer may take. */
const LONGEST_ANSWER_MS = 10_000;

/** Opens GitHub for somebody who looks at the app and waits: each thing is asked once, without repeating, and only read. */
export function openExaminer(settings: ExaminerSettings): AppExaminer {
  const { appId, privateKey } = settings;
  const app = openOctokit(settings, { authStrategy: createAppAuth, auth: { appId, privateKey } });
  const withToken = (source: TokenSource) => openOctokit(settings, { authStrategy: scopedAuth, auth: { app, source } });
  const clients: Clients = {
    app,
    forRepository: ({ id, installation }) => withToken({ installationId: installation, repositoryIds: [id] }),
    forInstallation: (installation) => withToken({ installationId: installation, permissions: { metadata: 'read' } }),
  };
  const accessOf = (ref: RepositoryRef) => accessTo(ref, clients.forRepository(ref));
  return {
    readApp: () => readApp(app),
    readHook: () => readHook(app),
    listInstallations: () => listInstallations(app),
    listDeliveries: () => listDeliveries(app),
    listRepositories: () => listRepositories(clients),
    readDefaultBranch: (ref) => readDefaultBranch(accessOf(ref)),
    readRules: (ref, branch) => readRules(accessOf(ref), branch),
    readGround: async (ref, branch) => {
      const access = accessOf(ref);
      return { files: openGuardHost(access).files, commit: await readCommit(access, branch) };
    },
  };
}

function openOctokit({ apiUrl, signal }: ExaminerSettings, auth: object): Octokit {
  const fetchInTime: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(LONGEST_ANSWER_MS)]) });
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  return new Octokit({
    ...auth,
    baseUrl: apiUrl.replace(/\/+$/, ''),
    userAgent: 'conclave doctor',
    log,
    retry: { enabled: false },
    throttle: { enabled: false },
    request: { log, fetch: fetchInTime },
  });
}

const Installation = z
  .object({
    account: z.object({ login: z.string().optional(), slug: z.string().optional(), type: z.string().optional() }),
    html_url: z.string(),
    permissions: z.record(z.string(), z.string().optional()),
    suspended_at: z.string().nullish(),
  })
  .transform(
    ({ account, html_url, permissions, suspended_at }): InstallationFacts => ({
      account: account.login ?? account.slug ?? 'an enterprise',
      isOrganisation: account.type !== 'User',
      url: html_url,
      permissions: Object.fromEntries(
        Object.entries(permissions).flatMap(([name, level]) => (level === undefined ? [] : [[name, level]])),
      ),
      suspended: (suspended_at ?? null) !== null,
    }),
  );

async function listInstallations(app: Octokit): Promise<readonly InstallationFacts[]> {
  return ask('the installations of the app', z.array(Installation), async () => ({
    data: await app.paginate('GET /app/installations', { per_page: 100 }),
  }));
}

const Attempt = z
  .object({ guid: z.string(), event: z.string(), delivered_at: z.string(), status_code: z.number() })
  .transform(
    ({ delivered_at, status_code, ...attempt }): DeliveryAttempt => ({
      ...attempt,
      at: delivered_at,
      statusCode: status_code,
    }),
  );

async function listDeliveries(app: Octokit): Promise<readonly DeliveryAttempt[]> {
  return askAll('the deliveries of the app', Attempt, async () => {
    const { data } = await app.request('GET /app/hook/deliveries', { per_page: 100 });
    return data;
  });
}

const Commit = z.object({ sha: z.string() });

async function readCommit({ octokit, at, ref }: Access, branch: string): Promise<string> {
  const asked = `branch ${branch} of ${nameRepository(ref)}`;
  const { sha } = await ask(asked, Commit, () =>
    octokit.request('GET /repos/{owner}/{repo}/commits/{ref}', { ...at, ref: branch }),
  );
  return sha;
}
