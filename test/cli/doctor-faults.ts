import { join } from 'node:path';
import { makeDatabase } from '../fixtures/postgres.ts';
import { CONFIG_FILE, type House } from './doctor-house.ts';

type Changes = Readonly<Record<string, string | undefined>>;

/** One thing that is wrong with an installation, and what the doctor says of it beside what is well. */
export interface Fault {
  readonly what: string;
  readonly spoil?: (house: House) => unknown;
  readonly changes?: (house: House) => Changes | Promise<Changes>;
  readonly expected: readonly string[];
  /** 1 unless told otherwise. */
  readonly exitCode?: number;
}

/** What can be wrong, one thing at a time. */
export const FAULTS: readonly Fault[] = [
  {
    what: 'configuration',
    spoil: ({ write }) => write(CONFIG_FILE, 'version: 1\ncommittee:\n  budget: 3\n'),
    expected: [
      'failure configuration: .github/conclave.yml:3: unknown key "budget" under committee',
      'warning models: the configuration cannot be used',
      'warning models: mistral:mistral-large-latest: nobody compared',
      'warning models: google:gemini-2.5-pro: nobody compared',
      'warning models: google:gemini-2.5-flash: nobody compared',
      'warning keys: the configuration cannot be used',
    ],
  },
  {
    what: 'a model that no catalog knows',
    spoil: ({ write }) => write(CONFIG_FILE, "version: 1\ncommittee: { models: { chair: 'google:gemini-3' } }\n"),
    expected: ['failure models: .github/conclave/models.yaml: unknown model "google:gemini-3"'],
  },
  {
    what: 'keys',
    changes: () => ({ GOOGLE_GENERATIVE_AI_API_KEY: ' ' }),
    expected: ['failure keys: only 5 of 10 seats can be asked', 'warning keys: the chair cannot be asked'],
  },
  {
    what: 'half of the credentials',
    changes: () => ({ GITHUB_WEBHOOK_SECRET: undefined }),
    expected: [
      'failure app: the environment: the credentials are incomplete: GITHUB_WEBHOOK_SECRET is missing',
      'warning webhook: not looked at',
      'warning rulesets: not looked at',
    ],
  },
  {
    what: 'an id that is not that of the key',
    changes: () => ({ GITHUB_APP_ID: '1' }),
    expected: [
      'failure app: GitHub answered 404',
      'failure app: GitHub answered 404',
      'failure webhook: GitHub answered 404',
      'failure webhook: GitHub answered 404',
      'failure rulesets: GitHub answered 404',
    ],
  },
  {
    what: 'an installation that has not accepted a permission',
    spoil: ({ github, repository }) => {
      const installation = github.installationOf(repository);
      github.grant(installation, { ...installation.permissions, checks: 'read' });
    },
    expected: ['failure app: the installation of acme has not accepted checks write'],
  },
  {
    what: 'a feature without its permission',
    changes: () => ({ CONCLAVE_FEATURES: 'incident-records' }),
    expected: ['failure app: missing permissions: contents write (for “Incident records by pull request”)'],
  },
  {
    what: 'events that go elsewhere',
    changes: () => ({ CONCLAVE_PUBLIC_URL: 'http://127.0.0.1:1' }),
    expected: [
      'failure webhook: events go to SERVER/webhooks',
      'failure webhook: http://127.0.0.1:1/readyz does not answer from here',
    ],
  },
  {
    what: 'events that do not arrive',
    spoil: async ({ github, server }) => {
      github.setWebhook('http://127.0.0.1:1/webhooks');
      await github.deliver('ping', {});
      github.setWebhook(`${server}/webhooks`);
    },
    expected: ['failure webhook: 1 of the last 2 deliveries failed (502), the newest too: ping'],
  },
  {
    what: 'a check that is required of another app',
    spoil: ({ github, repository }) =>
      github.addRuleset(repository, {
        name: 'old',
        requiredChecks: [{ context: 'conclave/verdict', integrationId: 15_368 }],
      }),
    expected: ['failure rulesets: acme/quant main: conclave/verdict is required of app 15368, not of ours'],
  },
  {
    what: 'a required name with an error in it',
    spoil: ({ github, repository }) =>
      github.addRuleset(repository, { name: 'new', requiredChecks: [{ context: 'conclave/verdct' }] }),
    expected: ['failure rulesets: acme/quant main: “conclave/verdct” is required'],
  },
  {
    what: 'a database that is not brought up to date',
    changes: async () => ({ DATABASE_URL: await makeDatabase() }),
    expected: ['lacks 9 of 9 steps of the tables'],
    exitCode: 0,
  },
  {
    what: 'a password that the database refuses',
    changes: ({ environment }) => ({ DATABASE_URL: badUrl(environment.DATABASE_URL ?? '', 'wrong') }),
    expected: ['the database refuses this user or password'],
  },
  {
    what: 'an address that is none of a database',
    changes: () => ({ DATABASE_URL: 'mysql://x' }),
    expected: ['failure database: DATABASE_URL: not the address of a PostgreSQL'],
  },
  {
    what: 'no sandbox',
    changes: ({ folder }) => ({ PATH: join(folder, 'nothing') }),
    expected: ['warning sandbox: no sandbox engine found'],
    exitCode: 0,
  },
  {
    what: 'a sandbox without its image',
    changes: ({ folder }) => ({ CONCLAVE_CACHE: join(folder, 'nothing') }),
    expected: ['/bin/bwrap) without an image; strategies run in one'],
    exitCode: 0,
  },
];

/** The address of a database with another password. */
export function badUrl(url: string, password: string): string {
  const wrong = new URL(url);
  wrong.password = password;
  return wrong.href;
}
