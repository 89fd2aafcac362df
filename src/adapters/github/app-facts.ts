import type { Octokit } from 'octokit';
import { z } from 'zod';
import type { RepositoryRef } from '../../change/pull-request.ts';
import type { Access } from './access.ts';
import { ask, askAll } from './ask.ts';

/** What GitHub knows of the app itself. */
export interface AppFacts {
  readonly id: number;
  /** The name in its address; it writes as `SLUG[bot]`. */
  readonly slug: string;
  readonly name: string;
  readonly url: string;
  /** By name, `read`, `write` or `admin`. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

/** Where GitHub delivers events; null where none is set. */
export interface HookConfig {
  readonly url: string | null;
  readonly contentType: string | null;
  /** Whether events are signed. */
  readonly hasSecret: boolean;
  /** Whether GitHub checks the certificate of the server. */
  readonly checksCertificate: boolean;
}

/** A rule that binds a branch, with what it demands where it demands check runs. */
export interface BranchRule {
  readonly type: string;
  readonly requiredChecks: readonly RequiredCheck[];
}

/** A check that must pass, and the app that must have made it; null when any may. */
export interface RequiredCheck {
  readonly name: string;
  readonly app: number | null;
}

/** What a doctor asks of the app and its repositories. */
export interface FactReader {
  readApp(): Promise<AppFacts>;
  readHook(): Promise<HookConfig>;
  readRules(ref: RepositoryRef, branch: string): Promise<readonly BranchRule[]>;
}

const App = z
  .object({
    id: z.number(),
    slug: z.string(),
    name: z.string(),
    html_url: z.string(),
    permissions: z.record(z.string(), z.string().optional()),
    events: z.array(z.string()),
  })
  .transform(
    ({ html_url, permissions, ...app }): AppFacts => ({
      ...app,
      url: html_url,
      permissions: Object.fromEntries(
        Object.entries(permissions).flatMap(([name, level]) => (level === undefined ? [] : [[name, level]])),
      ),
    }),
  );

/** Reads what GitHub knows of the app. */
export async function readApp(app: Octokit): Promise<AppFacts> {
  return ask('the app', App, () => app.request('GET /app'));
}

const Hook = z.object({
  url: z.string().optional(),
  content_type: z.string().optional(),
  /** Stars, when there is one. */
  secret: z.string().optional(),
  insecure_ssl: z.union([z.string(), z.number()]).optional(),
});

/** Reads where GitHub delivers the events of the app. */
export async function readHook(app: Octokit): Promise<HookConfig> {
  const hook = await ask('the webhook of the app', Hook, () => app.request('GET /app/hook/config'));
  return {
    url: hook.url ?? null,
    contentType: hook.content_type ?? null,
    hasSecret: (hook.secret ?? '') !== '',
    checksCertificate: String(hook.insecure_ssl ?? '0') === '0',
  };
}

const Rule = z.object({
  type: z.string(),
  parameters: z
    .object({
      required_status_checks: z
        .array(z.object({ context: z.string(), integration_id: z.number().nullish() }))
        .optional(),
    })
    .optional(),
});

/** Reads the rules that bind a branch, from every ruleset. */
export async function readRules({ octokit, at, name }: Access, branch: string): Promise<readonly BranchRule[]> {
  const rules = await askAll(`the rules of branch ${branch} of ${name}`, Rule, () =>
    octokit.paginate('GET /repos/{owner}/{repo}/rules/branches/{branch}', { ...at, branch, per_page: 100 }),
  );
  return rules.map(({ type, parameters }) => ({
    type,
    requiredChecks: (parameters?.required_status_checks ?? []).map(({ context, integration_id }) => ({
      name: context,
      app: integration_id ?? null,
    })),
  }));
}
