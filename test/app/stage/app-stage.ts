import { startGemini } from '../../fakes/gemini-server.ts';
import { type FakeGitHub, type GitHubOptions, startGitHub } from '../../fakes/github/github.ts';
import type { Repository } from '../../fakes/github/world.ts';
import type { FakeService, ModelCall } from '../../fakes/loopback.ts';
import { startMistral } from '../../fakes/mistral-server.ts';
import { makeAppDatabase } from '../../fixtures/postgres.ts';
import { follow, type Script } from '../../sessions/script.ts';
import { type AppProcess, liveUntilDeath, startAppProcess } from './app-process.ts';
import { SMALL_COMMITTEE } from './committees.ts';

/** Who plays, and how GitHub is set up. */
export interface AppScene {
  readonly mistral?: Script;
  readonly gemini?: Script;
  /** How long every model takes. */
  readonly modelMs?: number;
  readonly github?: GitHubOptions;
  /** Seats one skill alone in every repository, for tests that are not about who sits. */
  readonly committee?: 'small';
  /** Further variables of the app. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** GitHub, two providers of models and a database, in which apps can be started and killed. */
export interface AppStage extends AsyncDisposable {
  readonly github: FakeGitHub;
  readonly models: { readonly mistral: FakeService; readonly gemini: FakeService };
  readonly databaseUrl: string;
  readonly apps: readonly AppProcess[];
  /** The repository `acme/quant`, in which `ada` and `mia` are maintainers and `wim` can write. */
  readonly repository: Repository;
  /** Starts an app on the stage's database; the webhooks go to the newest one. */
  start(environment?: Readonly<Record<string, string>>): Promise<AppProcess>;
  /** Starts an app that takes no webhooks and dies at a step; returns what its steps did until then. */
  liveUntil(step: string): Promise<readonly string[]>;
  /** Every call that a provider answered or began to answer. */
  modelCalls(): readonly ModelCall[];
  /** What GitHub or a provider would have refused. */
  violations(): readonly string[];
}

/** Opens a stage; `await using` strikes it, with every app on it. */
export async function openAppStage(scene: AppScene = {}): Promise<AppStage> {
  const delayMs = scene.modelMs ?? 0;
  const github = await startGitHub(scene.github);
  const mistral = await startMistral({ reply: (call) => follow(scene.mistral ?? {}, call), delayMs });
  const gemini = await startGemini({ reply: (call) => follow(scene.gemini ?? {}, call), delayMs });
  const databaseUrl = await makeAppDatabase();
  const apps: AppProcess[] = [];
  const environment = {
    DATABASE_URL: databaseUrl,
    CONCLAVE_HOME: '/nonexistent/conclave',
    PORT: '0',
    GITHUB_API_URL: github.url,
    GITHUB_APP_ID: String(github.appId),
    GITHUB_PRIVATE_KEY: github.privateKey,
    GITHUB_WEBHOOK_SECRET: github.webhookSecret,
    CONCLAVE_GITHUB_PACING: 'off',
    ...mistral.settings,
    ...gemini.settings,
    ...scene.environment,
  };
  return {
    github,
    models: { mistral, gemini },
    databaseUrl,
    apps,
    repository: makeRepository(github, scene.committee),
    start: async (more = {}) => {
      const app = await startAppProcess({ ...environment, ...more });
      apps.push(app);
      github.setWebhook(`${app.url}/webhooks`);
      return app;
    },
    liveUntil: (step) => liveUntilDeath({ ...environment, DIE_AT: step }),
    modelCalls: () => [...mistral.calls, ...gemini.calls],
    violations: () => [...github.violations, ...mistral.violations, ...gemini.violations],
    [Symbol.asyncDispose]: async () => {
      await Promise.all(apps.map((app) => app.kill()));
      await Promise.all([github.stop(), mistral.stop(), gemini.stop()]);
    },
  };
}

function makeRepository(github: FakeGitHub, committee?: 'small'): Repository {
  const repository = github.addRepository({
    owner: 'acme',
    name: 'quant',
    files: { 'README.md': '# Quant\n', 'src/risk/limits.py': 'LIMIT = 3\n', ...(committee && SMALL_COMMITTEE) },
  });
  github.addCollaborator(repository, 'ada', 'maintain');
  github.addCollaborator(repository, 'mia', 'maintain');
  github.addCollaborator(repository, 'wim', 'write');
  return repository;
}
