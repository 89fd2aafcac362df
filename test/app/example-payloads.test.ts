import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { HANDLED_EVENTS } from '../../src/config/app-events.ts';
import { basePayload } from './stage/payloads.ts';
import { shareStage } from './stage/shared-stage.ts';
import { eventually } from './stage/verdict-of.ts';

const SOURCES = ['api.github.com', 'ghes-31', 'ghes-32', 'ghes-33', 'ghes-34', 'ghes-35'];
const Examples = z.array(z.object({ name: z.string(), examples: z.array(z.looseObject({})) }));
/** Of the order in which they are sent. */
const SEED = 20_261_120;
const AT_ONCE = 10;

const shared = shareStage({ committee: 'small' });
const examples = shuffle(SOURCES.flatMap(readExamples), SEED);
const handled = examples.filter(({ name }) => HANDLED_EVENTS.includes(name));

describe('the example payloads of GitHub', () => {
  it('are many, and of every event that is handled', () => {
    expect(examples.length).toBeGreaterThan(700);
    expect(new Set(handled.map(({ name }) => name))).toEqual(new Set(HANDLED_EVENTS));
  });

  it('are taken as they are, and lead to no write where the app is not installed', async () => {
    const { github, apps } = shared.stage;
    const repository = shared.openRepository();
    const { installation } = basePayload(github, repository);
    const before = github.calls.length;

    const codes = await deliverAll(
      examples.map(({ name, payload }) => ({ name, payload: { installation, ...payload } })),
    );
    await idle();

    expect(codes.filter((code) => code !== 200 && code !== 202)).toEqual([]);
    expect(writesIn(github.calls.slice(before))).toEqual([]);
    expect(apps[0]?.log()).not.toMatch(/unhandled|uncaught/i);
    expect((await fetch(`${apps[0]?.url}/readyz`)).status).toBe(200);
  });

  it('write to their own repository alone', async () => {
    const { github, apps } = shared.stage;
    const [target, bystander] = [shared.openRepository(), shared.openRepository()];
    for (const number of [1, 2, 3]) {
      for (const repository of [target, bystander])
        shared.unseen(() => shared.openPull(repository, { head: `sizing-${number}` }));
    }
    const before = github.calls.length;

    const own = basePayload(github, target);
    const codes = await deliverAll(
      handled.map(({ name, payload }) => ({ name, payload: { ...payload, ...own, sender: payload.sender } })),
    );
    await idle();

    const written = writesIn(github.calls.slice(before));
    expect(codes.filter((code) => code !== 200)).toEqual([]);
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter((path) => !path.startsWith(`/repos/acme/${target.name}/`))).toEqual([]);
    expect(apps[0]?.log()).not.toMatch(/unhandled|uncaught/i);
    expect((await fetch(`${apps[0]?.url}/healthz`)).status).toBe(200);
  });
}, 90_000);

interface Example {
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

function readExamples(source: string): readonly Example[] {
  const folder = new URL('../../node_modules/@octokit/webhooks-examples/', import.meta.url);
  const text = readFileSync(new URL(`${source}/index.json`, folder), 'utf8');
  return Examples.parse(JSON.parse(text)).flatMap((event) =>
    event.examples.map((payload) => ({ name: event.name, payload })),
  );
}

/** Fisher and Yates, by a small generator, so that every run has the same order. */
function shuffle<T>(items: readonly T[], seed: number): readonly T[] {
  const shuffled = [...items];
  let state = seed;
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const chosen = state % (last + 1);
    [shuffled[last], shuffled[chosen]] = [shuffled[chosen] as T, shuffled[last] as T];
  }
  return shuffled;
}

/** Returns the status codes of the answers. */
async function deliverAll(letters: readonly Example[]): Promise<readonly number[]> {
  const codes: number[] = [];
  const left = [...letters];
  const send = async () => {
    for (let letter = left.shift(); letter !== undefined; letter = left.shift()) {
      codes.push((await shared.stage.github.deliver(letter.name, letter.payload)).statusCode);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, send));
  return codes;
}

/** Waits until the app has nothing left to do. */
async function idle(): Promise<void> {
  await shared.stage.github.delivered();
  const unfinished = "select 1 from dbos.workflow_status where status in ('PENDING', 'ENQUEUED', 'DELAYED') limit 1";
  await eventually(shared.stage, async () => ((await shared.rows(unfinished)).length === 0 ? true : null));
}

/** The paths that were written to; a token is no write. */
function writesIn(calls: readonly { readonly method: string; readonly path: string }[]): readonly string[] {
  return calls
    .filter(({ method, path }) => method !== 'GET' && path !== '/graphql' && !path.endsWith('/access_tokens'))
    .map(({ path }) => path);
}
