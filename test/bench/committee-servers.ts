import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { startGemini } from '../fakes/gemini-server.ts';
import type { FakeService, ModelCall } from '../fakes/loopback.ts';
import { after, answer, type Reply } from '../fakes/loopback-reply.ts';
import { startMistral } from '../fakes/mistral-server.ts';

/** How long every answer takes. */
export const ANSWER_MS = 150;

const Settings = z.record(z.string(), z.string());

/** What the process of the servers tells its parent: where it listens, and what it was asked so far. */
export const ServerMessage = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('started'),
    settings: z.strictObject({ 'at once': Settings, 'one after another': Settings }),
  }),
  z.strictObject({ kind: z.literal('asked'), purposes: z.array(z.string()), violations: z.array(z.string()) }),
]);
export type ServerMessage = z.infer<typeof ServerMessage>;

async function serve(): Promise<void> {
  const atOnce = await startProviders((reply) => Promise.resolve(after(ANSWER_MS, reply)));
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = await startProviders((reply) => {
    turn = turn.then(() => sleep(ANSWER_MS));
    return turn.then(() => reply);
  });
  const services = [...atOnce, ...inTurn];
  process.on('message', () => send({ kind: 'asked', ...askedOf(services) }));
  process.on('disconnect', () => void Promise.all(services.map((service) => service.stop())));
  send({ kind: 'started', settings: { 'at once': settingsOf(atOnce), 'one after another': settingsOf(inTurn) } });
}

function send(message: ServerMessage): void {
  process.send?.(message);
}

function startProviders(pace: (reply: Reply) => Promise<Reply>): Promise<readonly FakeService[]> {
  const reply = (call: ModelCall) => pace(answer(contentFor(call)));
  return Promise.all([startMistral({ reply }), startGemini({ reply })]);
}

function settingsOf(services: readonly FakeService[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...services.map(({ settings }) => settings));
}

function askedOf(services: readonly FakeService[]) {
  return {
    purposes: services.flatMap(({ calls }) => calls.map(({ purpose }) => purpose)),
    violations: services.flatMap(({ violations }) => [...violations]),
  };
}

/** The first model raises one claim and the second another, so that each has one to examine. */
function contentFor({ purpose, model, prompt }: ModelCall): unknown {
  switch (purpose) {
    case 'opinion':
      return opinionOf(model.startsWith('gemini') ? 'usable = features.dropna()' : 'held = signal.shift(2)');
    case 'examination':
      return { answers: idsIn(prompt).map((id) => ({ id, answer: 'confirmed', why: 'The cited line says so.' })) };
    case 'minutes':
      return MINUTES;
    default:
      throw new Error(`nobody expected a call for ${purpose}`);
  }
}

function opinionOf(quote: string): unknown {
  const finding = {
    severity: 'major',
    code: 'EXECUTION_RISK',
    claim: `The line with ${quote} is not covered by a test.`,
    quote,
    path: null,
    evidence: null,
    recommendation: 'Add a test that fails without it.',
  };
  const summary = 'One line is not covered.';
  return { stance: 'accept_with_changes', abstain_reason: null, score: 6, summary, findings: [finding] };
}

function idsIn(prompt: string): readonly string[] {
  return [...new Set([...prompt.matchAll(/\bF-[0-9a-f]{8}\b/g)].map(([id]) => id))];
}

const MINUTES = {
  summary: 'Two lines are not covered by a test.',
  groups: [],
  agreement: [],
  recommendations: [],
  adr_impact: null,
  test_impact: null,
  ml_impact: null,
  trading_impact: null,
};

if (import.meta.main) await serve();
