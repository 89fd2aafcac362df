import { z } from 'zod';
import { createModels } from '../../../src/adapters/models/models.ts';
import type { Time } from '../../../src/adapters/models/retries.ts';
import { readModelSettings } from '../../../src/adapters/models/settings.ts';
import type { ModelAnswer, ModelRequest } from '../../../src/ports/models.ts';
import { startGemini } from '../../fakes/gemini-server.ts';
import { startLiteLlm } from '../../fakes/litellm-server.ts';
import type { FakeOptions, FakeService, ModelCall } from '../../fakes/loopback.ts';
import { inTurn, type Reply } from '../../fakes/loopback-reply.ts';
import { startMistral } from '../../fakes/mistral-server.ts';

/** What the test's calls ask for. */
const Stance = z.strictObject({
  stance: z.enum(['accept', 'reject']).describe('what you advise'),
  score: z.int().min(0).max(10),
  notes: z.array(z.string().min(1)).max(5),
});

/** A valid answer to `Stance`. */
export const accept = { stance: 'accept', score: 8, notes: ['fine'] };

/** A call with every field filled; a test overrides what it is about. */
export function someRequest(overrides: Partial<ModelRequest> = {}): ModelRequest {
  return {
    model: 'mistral:mistral-large-latest',
    instructions: 'You are one seat of a committee.',
    prompt: 'The dossier stands here. Then comes the question.',
    schema: Stance,
    schemaName: 'stance',
    maxOutputTokens: 4_000,
    seed: 7,
    timeoutMs: 5_000,
    brief: { kind: 'chair', findings: [] },
    ...overrides,
  };
}

export const services = { mistral: startMistral, gemini: startGemini, litellm: startLiteLlm } as const;
export type ServiceName = keyof typeof services;

/** The model that each fake service stands for. */
export const models = {
  mistral: 'mistral:mistral-large-latest',
  gemini: 'google:gemini-2.5-pro',
  litellm: 'litellm:openai/gpt-4.1',
} as const satisfies Record<ServiceName, string>;

export interface Asked {
  readonly answer: ModelAnswer;
  readonly calls: readonly ModelCall[];
  readonly violations: readonly string[];
  /** The pauses that the adapter took, in milliseconds. */
  readonly waits: readonly number[];
}

type Asking = Partial<ModelRequest> & { readonly options?: Partial<FakeOptions> };

/** Asks once through the real provider package, against a fake service that answers with the replies in turn. */
export async function ask(name: ServiceName, replies: readonly Reply[], asking: Asking = {}): Promise<Asked> {
  const { options, ...overrides } = asking;
  const service = await services[name]({ reply: inTurn(...replies), ...options });
  try {
    return await askAt(service, { model: models[name], ...overrides });
  } finally {
    await service.stop();
  }
}

/** Asks once at a service that runs, or no longer runs. */
export async function askAt(service: FakeService, overrides: Partial<ModelRequest>): Promise<Asked> {
  const waits: number[] = [];
  const adapter = createModels(readModelSettings(service.settings), impatientTime(waits));
  const answer = await adapter.ask(someRequest(overrides));
  return { answer, calls: service.calls, violations: service.violations, waits };
}

/** Noon of a day on which nothing happens. */
export const NOON = Date.UTC(2026, 10, 20, 12);

/** A clock that starts at noon and moves only by waiting, which takes no time. */
export function impatientTime(waits: number[]): Time {
  let now = NOON;
  return {
    now: () => now,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}
