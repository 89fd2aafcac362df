import { z } from 'zod';
import { type EmbedDialect, openAiVectors, type UnderstoodEmbedding } from './loopback-embedding.ts';
import type { HttpRequest } from './loopback-wire.ts';

/** Mistral's embeddings: refuses what Mistral would refuse. */
export function mistralEmbedding(key: string): EmbedDialect {
  return {
    understand: (request) => (request.path === '/v1/embeddings' ? understand(request, key) : null),
    answer: (reply, { model }) => ({ body: openAiVectors(reply, model) }),
  };
}

const Body = z.strictObject({
  model: z.string().min(1),
  input: z.array(z.string().min(1)).min(1),
  encoding_format: z.literal('float'),
  output_dimension: z.int().positive().optional(),
});

const MOST_TOKENS = 16_384;

function understand({ method, headers, body }: HttpRequest, key: string): UnderstoodEmbedding {
  if (method !== 'POST') return refuse(405, `no route ${method}`);
  if (headers.authorization !== `Bearer ${key}`) return refuse(401, 'wrong key');
  const parsed = Body.safeParse(body);
  if (!parsed.success) return refuse(422, z.prettifyError(parsed.error));
  const { model, input: texts, output_dimension: dimensions = null } = parsed.data;
  // Four characters a token, as tokenizers roughly have it.
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
  if (tokens > MOST_TOKENS) return refuse(400, `Too many tokens in batch. Max is ${MOST_TOKENS} got ${tokens}`);
  if (dimensions !== null && model === 'mistral-embed') return refuse(400, 'output_dimension is not supported');
  return { kind: 'embedding', call: { model, texts, task: null, dimensions } };
}

function refuse(status: number, message: string): UnderstoodEmbedding {
  return { kind: 'violation', status, message };
}
