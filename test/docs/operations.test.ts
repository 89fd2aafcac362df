import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roundsOf } from '../../app/house.ts';
import { createMetrics } from '../../app/metrics.ts';
import { APP_VARIABLE } from '../../app/settings.ts';
import { QUEUES } from '../../app/stories.ts';
import { CREDENTIAL_VARIABLE } from '../../src/adapters/installation/environment-credentials.ts';
import { VARIABLE as MODEL_VARIABLE } from '../../src/adapters/models/settings.ts';
import { openAudit } from '../../src/adapters/postgres/audit.ts';
import { startTestPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { rowsBelow } from './markdown-table.ts';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');

describe('the page of operations', () => {
  it('names each variable of the environment, and no other', () => {
    const named = rowsBelow(page, ['variable', 'default']).map(([variable = '']) => variable);
    const read = [APP_VARIABLE, CREDENTIAL_VARIABLE, MODEL_VARIABLE].flatMap((each) => Object.values(each));

    expect(named.toSorted()).toEqual(read.toSorted());
  });

  it('names each metric with its type, its labels and what it says', async () => {
    expect(rowsBelow(page, ['metric', 'type'])).toEqual(await exposedMetrics());
  });

  it('shows each queue with its limits', () => {
    const shown = rowsBelow(page, ['queue']).map((row) => row.slice(0, 3));

    expect(shown).toEqual(
      QUEUES.map(({ name, atOnce, perPartition }) => [name, String(atOnce), String(perPartition ?? 'any')]),
    );
  });

  it('shows each round with its schedule', () => {
    const shown = rowsBelow(page, ['schedule (UTC)', 'round']).map((row) => row.slice(0, 2));

    expect(shown).toEqual(roundsOf(uncalled).map(({ schedule, name }) => [schedule, name]));
  });
});

describe('the program that verifies the audit', () => {
  let postgres: TestPostgres;

  beforeAll(async () => {
    postgres = await startTestPostgres();
  }, 60_000);
  afterAll(() => postgres.stop());

  it('prints of each chain that it is whole', async () => {
    const audit = openAudit(postgres.database);
    for (const repositoryId of [7, 7, 12]) await audit.append(actIn(repositoryId));

    const printed = await runShown({ DATABASE_URL: postgres.url });

    expect(printed).toBe("repository 7: { kind: 'whole', acts: 2 }\nrepository 12: { kind: 'whole', acts: 1 }\n");
  });
});

let acts = 0;

function actIn(repositoryId: number) {
  acts += 1;
  return {
    ...{ repositoryId, cause: `comment ${acts}`, act: 'finding.waived', actor: 'mia', subject: 'F-1a2b3c4d' },
    ...{ detail: { head: 'a1b2c3d' }, at: '2026-11-20T12:00:00.000Z' },
  };
}

/** Runs the program that the page gives between `<<'END'` and `END`. */
async function runShown(environment: Readonly<Record<string, string>>): Promise<string> {
  const programs = [...page.matchAll(/^node (.*) <<'END'\n([\s\S]*?)^END$/gm)];
  const [, options = '', source = ''] = programs.find(([, , text = '']) => text.includes('openAudit')) ?? [];
  const child = spawn(process.execPath, options.split(' '), {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(source);
  return text(child.stdout);
}

/** Every metric of the house as the registry tells it, after each was used once. */
async function exposedMetrics(): Promise<readonly (readonly string[])[]> {
  const figures = { queueDepth: { reviews: 1 }, queueLagSeconds: 1, strandedWorkflows: 0, sessions: { running: 1 } };
  const metrics = createMetrics({ collect: async () => figures });
  metrics.countDelivery('push', 'taken');
  metrics.countReview('ACCEPTED');
  metrics.countSeat('mistral:large', 'heard');
  metrics.countTokens('mistral:large', 'input', 1);
  metrics.countMicroUsd('mistral:large', 1);
  metrics.countGithubRequest(200);
  metrics.timeStep('ask', 1);
  const { text: exposition } = await metrics.expose();
  const heads = exposition.matchAll(/^# HELP (conclave_\w+) (.*)\n# TYPE \S+ (\w+)\n(?:\1\w*(?:\{(.*?)\})?)?/gm);
  return [...heads].map(([, name = '', help = '', type = '', labels = '']) => [name, type, labelNames(labels), help]);
}

/** The names of labels as the page writes them; the bounds of a histogram are of the format. */
function labelNames(labels: string): string {
  const names = [...labels.matchAll(/(\w+)="/g)].map(([, name = '']) => name);
  return names.filter((name) => name !== 'le').join(', ');
}

const unexpected = (): never => {
  throw new Error('no story is told here');
};

/** Ports that nobody uses, since the rounds are only listed. */
const uncalled = {
  house: unexpected,
  pull: unexpected,
  review: unexpected,
  countReview: unexpected,
  refresh: unexpected,
  backtest: unexpected,
  round: unexpected,
  forget: unexpected,
  operations: {
    hookOf: unexpected,
    watches: unexpected,
    questions: unexpected,
    ports: unexpected,
    alertDesk: unexpected,
    shownStates: unexpected,
  },
  complain: unexpected,
};
