import type { Octokit } from 'octokit';
import { z } from 'zod';
import type { AppFacts, BranchRule, HookFacts } from '../../ports/app-examiner.ts';
import type { Access } from './access.ts';
import { ask, askAll } from './ask.ts';

const App = z
  .object({
    id: z.number(),
    slug: z.string(),
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
export async function readHook(app: Octokit): Promise<HookFacts> {
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
