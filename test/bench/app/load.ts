import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** One delivery as it goes over the wire. */
export interface Letter {
  readonly guid: string;
  readonly event: string;
  readonly body: Buffer;
  readonly signature: string;
}

/** A pull request that deliveries may speak of. */
export interface Spoken {
  readonly repository: unknown;
  readonly number: number;
  readonly installation: number;
}

/** How long the acknowledgement of each delivery took, in milliseconds from the moment at which it was due. */
export interface Acknowledged {
  readonly ms: readonly number[];
  /** Deliveries that were not answered with a 2xx. */
  readonly refused: number;
}

const Examples = z.array(
  z.object({ name: z.string(), examples: z.array(z.looseObject({ action: z.string().optional() })) }),
);

const ACTIONS = ['labeled', 'synchronize', 'unlabeled'];

/** Signed deliveries about pull requests in GitHub's own shape and size. */
export function writeLetters(count: number, pulls: readonly Spoken[], secret: string): readonly Letter[] {
  const examples = ACTIONS.map((action) => exampleOf('pull_request', action));
  return Array.from({ length: count }, (_, index) => {
    const { repository, number, installation } = pulls[index % pulls.length] ?? NOBODY;
    const example = examples[index % examples.length] ?? {};
    const body = Buffer.from(
      JSON.stringify({
        ...example,
        number,
        installation: { id: installation },
        repository: Object.assign({}, example.repository, repository),
        pull_request: Object.assign({}, example.pull_request, { number }),
      }),
    );
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    return { guid: randomUUID(), event: 'pull_request', body, signature };
  });
}

const NOBODY: Spoken = { repository: {}, number: 1, installation: 1 };

function exampleOf(event: string, action: string): Record<string, unknown> {
  const all = Examples.parse(createRequire(import.meta.url)('@octokit/webhooks-examples'));
  const found = all.find(({ name }) => name === event)?.examples.find((one) => one.action === action);
  if (found === undefined) throw new Error(`there is no example of ${event}.${action}`);
  return found;
}

/** Sends at a fixed rate, whatever the answers do; a late answer is late from the moment at which it was due. */
export async function sendAtRate(url: string, letters: readonly Letter[], perSecond: number): Promise<Acknowledged> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const began = performance.now();
  const sent = letters.map(async (letter, index) => {
    const due = began + (index * 1_000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    return timed(url, letter, { agent, due });
  });
  const answers = await Promise.all(sent);
  agent.destroy();
  return acknowledgedOf(answers);
}

/** Sends the next delivery when one was answered, so many at a time. */
export async function sendInLanes(url: string, letters: readonly Letter[], lanes: number): Promise<Acknowledged> {
  const agent = new Agent({ keepAlive: true, maxSockets: lanes });
  const left = [...letters];
  const answers: Answer[] = [];
  const lane = async (): Promise<void> => {
    for (let letter = left.pop(); letter !== undefined; letter = left.pop()) {
      answers.push(await timed(url, letter, { agent, due: performance.now() }));
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  agent.destroy();
  return acknowledgedOf(answers);
}

interface Answer {
  readonly ms: number;
  readonly status: number;
}

function acknowledgedOf(answers: readonly Answer[]): Acknowledged {
  return {
    ms: answers.map(({ ms }) => ms),
    refused: answers.filter(({ status }) => status < 200 || status > 299).length,
  };
}

function timed(url: string, letter: Letter, { agent, due }: { agent: Agent; due: number }): Promise<Answer> {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  const end = (status: number) => resolve({ ms: performance.now() - due, status });
  const sent = request(
    url,
    {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': letter.body.length,
        'user-agent': 'GitHub-Hookshot/bench',
        'x-github-event': letter.event,
        'x-github-delivery': letter.guid,
        'x-hub-signature-256': letter.signature,
      },
    },
    (response) => {
      response.resume();
      response.on('end', () => end(response.statusCode ?? 0));
    },
  );
  sent.on('error', () => end(0));
  sent.end(letter.body);
  return promise;
}
