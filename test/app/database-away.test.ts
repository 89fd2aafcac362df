import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/adapters/postgres/database.ts';
import { openDatabase } from '../../src/adapters/postgres/embedded.ts';
import type { Pull } from '../fakes/github/world.ts';
import { FAST } from '../fixtures/postgres.ts';
import { SIZING } from '../sessions/small-change.ts';
import type { AppProcess } from './stage/app-process.ts';
import { type AppStage, openAppStage } from './stage/app-stage.ts';
import { FEW_SEATS, SEATS, SMALL_COMMITTEE } from './stage/committees.ts';
import { eventually, verdictChecks, verdictOf } from './stage/verdict-of.ts';

/** Long enough for a database to go away in the middle of it. */
const MODEL_MS = 1_500;

describe('the database goes away in the middle of a review', () => {
  let home: string;
  let server: Database;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'conclave-away-'));
    chmodSync(home, 0o755);
    server = await openDatabase({ home, url: null, flags: FAST });
  });

  afterAll(async () => {
    process.kill(postmasterOf(home), 'SIGQUIT');
    await server.stop().catch(() => undefined);
    rmSync(home, { recursive: true, force: true });
  });

  it('is away for 10 seconds: the review goes on where it stood, and no answer is paid twice', async () => {
    await using stage = await openAppStage({ modelMs: MODEL_MS, environment: { DATABASE_URL: server.url } });
    const app = await stage.start();
    const pull = await openAndAsk(stage);

    process.kill(postmasterOf(home), 'SIGINT');
    await sleep(10_000);
    await server.revive();
    const conversation = await verdictOf(stage, pull);
    const { comments } = conversation;
    const checks = verdictChecks(conversation);

    expect(comments).toHaveLength(1);
    expect(checks).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
    expect(stage.modelCalls()).toHaveLength(SEATS + 1);
    expect(app.log()).toContain('the database is back');
    expect(stage.violations()).toEqual([]);
  }, 90_000);

  it('is the delivered one and is killed: the app starts it again', { timeout: 90_000 }, async () => {
    const own = mkdtempSync(join(tmpdir(), 'conclave-own-'));
    chmodSync(own, 0o755);
    await using stage = await openAppStage({
      modelMs: MODEL_MS,
      environment: { DATABASE_URL: '', CONCLAVE_HOME: own },
    });
    const app = await stage.start();
    const pull = await openAndAsk(stage);

    process.kill(postmasterOf(own), 'SIGKILL');
    const conversation = await verdictOf(stage, pull);
    const { comments } = conversation;
    const checks = verdictChecks(conversation);

    expect(checks).toMatchObject([
      { status: 'completed', conclusion: 'success', title: 'ACCEPTED: nothing needs to change' },
    ]);
    expect(comments).toHaveLength(1);
    expect(stage.modelCalls()).toHaveLength(SEATS + 1);
    expect(await app.stop()).toBe(0);
    rmSync(own, { recursive: true, force: true });
  });
});

describe('two replicas share a database', () => {
  it('and when one is killed the other takes up its review, once', async () => {
    await using stage = await openAppStage({ modelMs: MODEL_MS });
    // Both are there before the review begins: to start one takes longer than a review.
    const apps = [await stage.start(), await stage.start()] as const;
    const pull = await openAndAsk(stage);
    // Every seat has left by then, so that what was noted was asked.
    await eventually(stage, () => (stage.modelCalls().length >= SEATS ? true : null));
    const [doomed, other] = asksSeats(apps[0]) ? [apps[0], apps[1]] : [apps[1], apps[0]];

    await doomed.kill();
    const conversation = await verdictOf(stage, pull);
    const { comments } = conversation;
    const checks = verdictChecks(conversation);

    await eventually(stage, () => (other.moments.includes('note the verdict: done') ? true : null));
    const recorded = doomed.moments.filter((moment) => moment.endsWith(': on record'));
    expect(comments).toHaveLength(1);
    expect(checks).toMatchObject([{ status: 'completed', conclusion: 'success' }]);
    expect(other.moments.filter((moment) => moment.endsWith(': begins')).map(nameOf)).not.toEqual(
      expect.arrayContaining(recorded.map(nameOf)),
    );
    expect(await rowsOf(stage, 'select 1 from conclave.money')).toHaveLength(stage.modelCalls().length);
    expect(stage.violations()).toEqual([]);
  }, 90_000);

  it('and share the work', async () => {
    await using stage = await openAppStage({ modelMs: 500 });
    const apps = [await stage.start(), await stage.start()];

    // More than one of them may hold at once, two in each repository.
    const pulls = Array.from({ length: 5 }, (_, index) => {
      const repository = stage.github.addRepository({ owner: 'acme', name: `desk-${index}`, files: SMALL_COMMITTEE });
      stage.github.addCollaborator(repository, 'wim', 'write');
      return ['one', 'two'].map((head) => openPull({ ...stage, repository }, head));
    }).flat();
    for (const pull of pulls) await verdictOf(stage, pull);

    const ended = () =>
      apps.map(({ moments }) => moments.filter((moment) => moment === 'note the verdict: done').length);
    await eventually(stage, () => (ended().reduce((sum, number) => sum + number, 0) === pulls.length ? true : null));
    expect(ended()).not.toContain(0);
    expect(stage.modelCalls()).toHaveLength(pulls.length * (FEW_SEATS + 1));
    expect(stage.violations()).toEqual([]);
  }, 90_000);
});

/** Whether the review is this one's: only one of them tells its story. */
function asksSeats({ moments }: AppProcess): boolean {
  return moments.some((moment) => /^ask .+ mistral:.+: begins$/.test(moment));
}

function openPull({ github, repository }: Pick<AppStage, 'github' | 'repository'>, head: string): Pull {
  return github.openPull(repository, {
    title: 'feat(risk): size positions',
    author: 'wim',
    head,
    changes: { 'src/risk/sizing.py': `# ${head}\n${SIZING}` },
  });
}

/** Opens a pull request and waits until its seats are being asked. */
async function openAndAsk(stage: AppStage): Promise<Pull> {
  const pull = openPull(stage, 'sizing');
  await eventually(stage, () => (stage.modelCalls().length >= 5 ? true : null));
  return pull;
}

function postmasterOf(home: string): number {
  return Number.parseInt(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

function nameOf(moment: string): string {
  return moment.slice(0, moment.lastIndexOf(':'));
}

async function rowsOf({ databaseUrl }: AppStage, query: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}
