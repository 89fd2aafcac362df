import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { Conversation, SaidComment, ShownCheck } from '../../fakes/github/conversation.ts';
import type { PullOrder } from '../../fakes/github/pulls.ts';
import type { Changes } from '../../fakes/github/repositories.ts';
import type { Pull, Repository } from '../../fakes/github/world.ts';
import type { ModelCall } from '../../fakes/loopback.ts';
import type { Reply } from '../../fakes/loopback-reply.ts';
import { type Answering, confirming, opinion, type Script } from '../../sessions/script.ts';
import { SIZING } from '../../sessions/small-change.ts';
import { type AppScene, type AppStage, openAppStage } from './app-stage.ts';
import { SMALL_COMMITTEE } from './committees.ts';
import { reportFailure } from './failure-report.ts';
import { openUnfinished } from './unfinished.ts';
import { eventually, verdictChecks } from './verdict-of.ts';

/** What every seat answers in one repository, of both models or of each. */
export interface Cast {
  readonly mistral?: Answering;
  readonly gemini?: Answering;
}

/** What a repository holds beside its first two files, and who answers there. */
export interface Scenery {
  readonly files?: Changes;
  readonly cast?: Cast;
}

/** One stage for all tests of a file, with an app that runs; each test takes a repository of its own. */
export interface SharedStage {
  readonly stage: AppStage;
  /** A fresh repository, in which `ada` and `mia` are maintainers and `wim` can write. */
  openRepository(scenery?: Scenery): Repository;
  /** Gives a repository other answers from now on. */
  recast(repository: Repository, cast: Cast): void;
  /** Opens a pull request by `wim` that adds one module, unless told otherwise. */
  openPull(repository: Repository, order?: Partial<PullOrder>): Pull;
  /** Does something at GitHub of which the app is not told; at once, since other tests go on meanwhile. */
  unseen<T>(deed: () => T): T;
  /** Waits until nothing is under way for a pull request's repository, and returns what stands then. */
  settled(pull: Pull): Promise<Conversation>;
  /** Waits until a delivery led to what it leads to. */
  concluded(guid: string): Promise<void>;
  /** Waits until seats were asked for a repository at least so often. */
  asked(repository: Repository, times?: number): Promise<void>;
  /** Every call for an opinion on a pull request of a repository. */
  opinionsOn(repository: Repository): readonly ModelCall[];
  rows(query: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Every table of ours and of the durable engine. */
  tables(): Promise<readonly string[]>;
}

/** Opens a stage before the tests of a file and strikes it after them, when nothing was asked that GitHub would refuse. */
export function shareStage(scene: AppScene = {}): SharedStage {
  const casts = new Map<string, Cast>();
  const place: { stage?: AppStage; pool?: pg.Pool } = {};
  const stageOf = (): AppStage => {
    if (place.stage === undefined) throw new Error('the stage is open in tests only');
    return place.stage;
  };
  beforeAll(async () => {
    const script = (model: keyof Cast): Script => ({
      opinion: (call) => replyOf(casts.get(repositoryIn(call))?.[model] ?? opinion(), call),
      examination: confirming,
    });
    place.stage = await openAppStage({ mistral: script('mistral'), gemini: script('gemini'), ...scene });
    place.pool = new pg.Pool({ connectionString: place.stage.databaseUrl, max: 4 });
    await place.stage.start();
  }, 90_000);
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') console.error(await reportFailure(stageOf(), rows));
  });
  afterAll(async () => {
    await place.pool?.end();
    await place.stage?.[Symbol.asyncDispose]();
    expect(place.stage?.violations()).toEqual([]);
  });
  const rows: SharedStage['rows'] = async (query, values = []) => {
    const found = await place.pool?.query<Record<string, unknown>>(query, [...values]);
    return found?.rows ?? [];
  };
  const isUnfinished = openUnfinished(rows);
  const opinionsOn = ({ owner, name }: Repository) =>
    stageOf()
      .modelCalls()
      .filter((call) => call.purpose === 'opinion' && repositoryIn(call) === `${owner.login}/${name}`);
  return {
    get stage() {
      return stageOf();
    },
    openRepository: ({ files = {}, cast = {} } = {}) => {
      const repository = makeRepository(stageOf(), casts.size + 1, {
        ...(scene.committee && SMALL_COMMITTEE),
        ...files,
      });
      casts.set(`${repository.owner.login}/${repository.name}`, cast);
      return repository;
    },
    recast: ({ owner, name }, cast) => casts.set(`${owner.login}/${name}`, cast),
    openPull: (repository, order = {}) =>
      stageOf().github.openPull(repository, {
        title: 'feat(risk): size positions',
        author: 'wim',
        head: 'sizing',
        changes: { 'src/risk/sizing.py': SIZING },
        ...order,
      }),
    unseen: (deed) => {
      const { github, apps } = stageOf();
      github.setWebhook(null);
      const done = deed();
      github.setWebhook(`${apps.at(-1)?.url}/webhooks`);
      return done;
    },
    settled: (pull) => settle(stageOf(), pull, isUnfinished),
    concluded: async (guid) => {
      const query = 'select 1 from conclave.deliveries where id = $1 and outcome is not null';
      await eventually(stageOf(), async () => ((await rows(query, [guid])).length > 0 ? true : null));
    },
    asked: async (repository, times = 1) => {
      await eventually(stageOf(), () => (opinionsOn(repository).length >= times ? true : null));
    },
    opinionsOn,
    rows,
    tables: async () => (await rows(TABLES)).map(({ name }) => String(name)),
  };
}

const TABLES = `select table_schema || '.' || table_name as name from information_schema.tables
  where table_schema in ('conclave', 'dbos') and table_type = 'BASE TABLE' order by 1`;

function replyOf(answering: Answering, call: ModelCall): Reply {
  return typeof answering === 'function' ? answering(call) : answering;
}

const repositories = new WeakMap<ModelCall, string>();

/** `acme/quant-3`, as the dossier in a prompt names it; prompts are long, and looked at while tests wait. */
function repositoryIn(call: ModelCall): string {
  const known = repositories.get(call) ?? /^Subject: (\S+)#\d+/m.exec(call.prompt)?.[1] ?? '';
  repositories.set(call, known);
  return known;
}

function makeRepository({ github }: AppStage, number: number, files: Changes): Repository {
  const start = { 'README.md': '# Quant\n', 'src/risk/limits.py': 'LIMIT = 3\n' };
  const added = Object.entries(files).flatMap(([path, text]) => (text === null ? [] : [[path, text] as const]));
  const repository = github.addRepository({
    owner: 'acme',
    name: `quant-${number}`,
    files: { ...start, ...Object.fromEntries(added) },
  });
  github.addCollaborator(repository, 'ada', 'maintain');
  github.addCollaborator(repository, 'mia', 'maintain');
  github.addCollaborator(repository, 'wim', 'write');
  return repository;
}

type IsUnfinished = ReturnType<typeof openUnfinished>;

/** What an event leads to is begun before the event's own story ends, so that there is no gap to look through. */
async function settle(stage: AppStage, pull: Pull, isUnfinished: IsUnfinished): Promise<Conversation> {
  await stage.github.delivered();
  await sleep(30);
  return eventually(stage, async () =>
    (await isUnfinished(pull.repository.id)) ? null : stage.github.conversation(pull),
  );
}

/** The check run that GitHub shows for the head: the newest. */
export function headCheck(conversation: Conversation): ShownCheck | undefined {
  return verdictChecks(conversation).findLast(({ headSha }) => headSha === conversation.headSha);
}

/** Our verdict comments that were not shrunk to a link. */
export function currentVerdicts({ comments }: Conversation): readonly SaidComment[] {
  return comments.filter(
    ({ app, body }) =>
      app !== null && body.startsWith('<!-- conclave:verdict ') && !body.includes('Superseded by a worse verdict'),
  );
}

/** Our answers to commands, oldest first. */
export function answersIn({ comments }: Conversation): readonly SaidComment[] {
  return comments.filter(({ app, body }) => app !== null && body.startsWith('<!-- conclave:answer '));
}
