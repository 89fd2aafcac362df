import { z } from 'zod';
import { type EmbedDialect, openAiVectors, type UnderstoodEmbedding, type VectorsReply } from './loopback-embedding.ts';
import type { HttpRequest } from './loopback-wire.ts';

/** The embeddings of a LiteLLM proxy; it asks for no key when its key is the empty string. */
export function litellmEmbedding(key: string): EmbedDialect {
  return {
    understand: (request) => (request.path === '/v1/embeddings' ? understand(request, key) : null),
    answer: (reply, { model }) => ({
      body: openAiVectors(reply, model),
      headers: costHeaders(reply),
    }),
  };
}

function costHeaders({ costUsd }: VectorsReply): Readonly<Record<string, string>> {
  return costUsd === undefined ? {} : { 'x-litellm-response-cost': String(costUsd) };
}

const Body = z.strictObject({
  model: z.string().min(1),
  input: z.array(z.string().min(1)).min(1),
  encoding_format: z.literal('float'),
  dimensions: z.int().positive().optional(),
});

function understand({ method, headers, body }: HttpRequest, key: string): UnderstoodEmbedding {
  if (method !== 'POST') return refuse(405, `no route ${method}`);
  if (headers.authorization !== (key === '' ? undefined : `Bearer ${key}`)) return refuse(401, 'wrong key');
  if (headers['x-litellm-num-retries'] !== '0') {
    return refuse(400, 'the proxy was not told to leave retries to its caller');
  }
  const parsed = Body.safeParse(body);
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  const { model, input: texts, dimensions = null } = parsed.data;
  return { kind: 'embedding', call: { model, texts, task: null, dimensions } };
}

function refuse(status: number, message: string): UnderstoodEmbedding {
  return { kind: 'violation', status, message };
}
