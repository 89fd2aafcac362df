/**
 * Everything outside of the app in a process of its own: the fake GitHub and the providers of models. It says where
 * they are, opens pull requests when it is told, and says when each had its verdict.
 */
import { z } from 'zod';
import { startGemini } from '../../fakes/gemini-server.ts';
import type { Conversation } from '../../fakes/github/conversation.ts';
import { type FakeGitHub, startGitHub } from '../../fakes/github/github.ts';
import type { Pull } from '../../fakes/github/world.ts';
import { startMistral } from '../../fakes/mistral-server.ts';
import { follow } from '../../sessions/script.ts';
import { SIZING } from '../../sessions/small-change.ts';

export const REPOSITORIES = 10;
/** Pull requests of the noisy repository, and of each other one. */
export const NOISY = 55;
export const QUIET = 5;
const ANSWER_MS = 150;
/** A day in which nobody is refused for the money. */
const FILES = { '.github/conclave.yml': 'version: 1\ncommittee: { budget_usd_per_day: 1000 }\n' };
const LOOK_MS = 25;

/** What this process is told. */
export const Order = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('webhook'), url: z.string() }),
  z.strictObject({ kind: z.literal('drafts'), pulls: z.int() }),
  z.strictObject({ kind: z.literal('storm') }),
]);
export type Order = z.infer<typeof Order>;

/** What this process tells. */
export const Told = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), environment: z.record(z.string(), z.string()), secret: z.string() }),
  z.strictObject({
    kind: z.literal('drafts'),
    drafts: z.array(z.object({ repository: z.unknown(), number: z.int(), installation: z.int() })),
  }),
  z.strictObject({
    kind: z.literal('verdicts'),
    /** Milliseconds from the first pull request to the verdict of each, by repository; the first is the noisy one. */
    ms: z.array(z.array(z.number())),
    comments: z.int(),
    /** How the checks ended that are no success. */
    odd: z.array(z.string()),
    modelCalls: z.int(),
    violations: z.array(z.string()),
  }),
]);
export type Told = z.infer<typeof Told>;

async function serve(): Promise<void> {
  const github = await startGitHub();
  const reply = (call: Parameters<typeof follow>[1]) => follow({}, call);
  const mistral = await startMistral({ reply, delayMs: ANSWER_MS });
  const gemini = await startGemini({ reply, delayMs: ANSWER_MS });
  const models = [mistral, gemini];
  process.on('message', (message) => void obey(Order.parse(message)));
  process.on('disconnect', () => process.exit(0));
  tell({
    kind: 'started',
    secret: github.webhookSecret,
    environment: { ...settingsOf(github), ...mistral.settings, ...gemini.settings },
  });

  async function obey(order: Order): Promise<void> {
    switch (order.kind) {
      case 'webhook':
        return github.setWebhook(order.url);
      case 'drafts':
        return tell({ kind: 'drafts', drafts: openDrafts(github, order.pulls) });
      case 'storm': {
        const pulls = openStorm(github);
        const ms = await waitForVerdicts(github, pulls);
        const comments = pulls.flat().reduce((sum, pull) => sum + github.conversation(pull).comments.length, 0);
        const modelCalls = models.reduce((sum, { calls }) => sum + calls.length, 0);
        const violations = [github, ...models].flatMap((one) => [...one.violations]);
        const checks = pulls.flat().flatMap((pull) => [...verdictsOf(github.conversation(pull))]);
        const odd = checks.flatMap(({ conclusion, title }) =>
          conclusion === 'success' ? [] : [`${conclusion}: ${title}`],
        );
        return tell({ kind: 'verdicts', ms, comments, odd, modelCalls, violations });
      }
      default:
        return order satisfies never;
    }
  }
}

function tell(what: Told): void {
  process.send?.(what);
}

function settingsOf(github: FakeGitHub): Readonly<Record<string, string>> {
  return {
    GITHUB_API_URL: github.url,
    GITHUB_APP_ID: String(github.appId),
    GITHUB_PRIVATE_KEY: github.privateKey,
    GITHUB_WEBHOOK_SECRET: github.webhookSecret,
    CONCLAVE_GITHUB_PACING: 'off',
  };
}

/** Drafts are read and left alone, so that their deliveries cost what every delivery costs. */
function openDrafts(github: FakeGitHub, count: number) {
  const repository = github.addRepository({ owner: 'bench', name: 'drafts', files: { 'README.md': '# Drafts\n' } });
  const { id, owner, name } = repository;
  const installation = github.installationOf(repository).id;
  return Array.from({ length: count }, (_, index) => {
    const order = { title: 'feat: draft', head: `draft-${index}`, changes: { [`src/d${index}.py`]: 'A = 1\n' } };
    const { number } = github.openPull(repository, { ...order, draft: true });
    return { repository: { id, name, owner: { login: owner.login } }, number, installation };
  });
}

/** The noisy repository first, so that every other one stands behind it. */
function openStorm(github: FakeGitHub): readonly (readonly Pull[])[] {
  return Array.from({ length: REPOSITORIES }, (_, index) => {
    const repository = github.addRepository({ owner: 'bench', name: `r${index}`, files: FILES });
    github.addCollaborator(repository, 'wim', 'write');
    return Array.from({ length: index === 0 ? NOISY : QUIET }, (_each, pull) =>
      github.openPull(repository, {
        title: 'feat(risk): size positions',
        author: 'wim',
        head: `sizing-${pull}`,
        // A commit of its own for each, as in earnest.
        changes: { 'src/risk/sizing.py': `# ${index}.${pull}\n${SIZING}` },
      }),
    );
  });
}

async function waitForVerdicts(github: FakeGitHub, pulls: readonly (readonly Pull[])[]): Promise<number[][]> {
  const began = performance.now();
  const done = new Map<Pull, number>();
  const all = pulls.flat();
  while (done.size < all.length) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    for (const pull of all) {
      if (done.has(pull)) continue;
      const isOver = verdictsOf(github.conversation(pull)).some(({ status }) => status === 'completed');
      if (isOver) done.set(pull, performance.now() - began);
    }
    if (performance.now() - began > 300_000) throw new Error(`${all.length - done.size} pull requests have no verdict`);
  }
  return pulls.map((some) => some.map((pull) => done.get(pull) ?? 0));
}

/** The other check, of the gates, is there long before. */
function verdictsOf({ checks }: Conversation) {
  return checks.filter(({ name }) => name === 'conclave/verdict');
}

if (import.meta.main) await serve();
