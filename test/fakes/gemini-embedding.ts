import { z } from 'zod';
import type { EmbedDialect, UnderstoodEmbedding } from './loopback-embedding.ts';
import type { HttpRequest } from './loopback-wire.ts';

/** Gemini's embedContent and batchEmbedContents: refuses what Google would refuse, and names no tokens. */
export function geminiEmbedding(key: string): EmbedDialect {
  return {
    understand: (request) => understand(request, key),
    answer: ({ vectors }, { texts }) => {
      const values = vectors.map((vector) => ({ values: vector }));
      return { body: texts.length === 1 ? { embedding: values[0] } : { embeddings: values } };
    },
  };
}

const Parts = z.tuple([z.strictObject({ text: z.string().min(1) })]);

const One = z.strictObject({
  model: z.string(),
  content: z.strictObject({ role: z.literal('user').optional(), parts: Parts }),
  outputDimensionality: z.int().min(1).max(3_072).optional(),
  taskType: z.enum(['RETRIEVAL_DOCUMENT', 'RETRIEVAL_QUERY']).optional(),
});

const Many = z.strictObject({
  requests: z.array(One).min(1).max(100, 'at most 100 requests can be in one batch'),
});

function understand({ method, path, headers, body }: HttpRequest, key: string): UnderstoodEmbedding | null {
  const [, model, verb] = /^\/v1beta\/models\/([^/?:]+):(embedContent|batchEmbedContents)$/.exec(path) ?? [];
  if (method !== 'POST' || model === undefined) return null;
  if (headers['x-goog-api-key'] !== key) return refuse(400, 'API key not valid. Please pass a valid API key.');
  const parsed = verb === 'embedContent' ? One.transform((one) => [one]).safeParse(body) : readMany(body);
  if (!parsed.success) return refuse(400, z.prettifyError(parsed.error));
  const [first] = parsed.data;
  const strange = parsed.data.find(
    (one) => one.model !== `models/${model}` || one.outputDimensionality !== first?.outputDimensionality,
  );
  if (strange !== undefined) return refuse(400, 'the requests of a batch differ in their model or their length');
  const task = first?.taskType ?? null;
  const dimensions = first?.outputDimensionality ?? null;
  return { kind: 'embedding', call: { model, texts: parsed.data.map(textOf), task, dimensions } };
}

function readMany(body: unknown) {
  return Many.transform(({ requests }) => requests).safeParse(body);
}

function textOf({ content }: z.infer<typeof One>): string {
  return content.parts[0].text;
}

function refuse(status: number, message: string): UnderstoodEmbedding {
  return { kind: 'violation', status, message };
}
