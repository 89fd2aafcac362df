import type { IncomingMessage } from 'node:http';
import type { Reply } from './loopback-reply.ts';
import type { HttpRequest, WireAnswer } from './loopback-wire.ts';

/** One request for vectors, as a fake service understood it. */
export interface EmbedCall {
  /** Position among the requests for vectors of this service, from 0. */
  readonly index: number;
  readonly model: string;
  readonly texts: readonly string[];
  /** What the provider was told the vectors are for, null when it cannot be told. */
  readonly task: string | null;
  /** How long the vectors are to be, null for as long as the model makes them. */
  readonly dimensions: number | null;
  readonly headers: IncomingMessage['headers'];
}

export interface VectorsReply {
  readonly kind: 'vectors';
  readonly vectors: readonly (readonly number[])[];
  /** Tokens that the provider names, where its format can; null sends none. */
  readonly tokens: number | null;
  /** Only LiteLLM states a price. */
  readonly costUsd?: number;
  readonly delayMs?: number;
}

/** What a fake service does with one request for vectors; of what is no vector, only failures can be told. */
export type EmbedReply = VectorsReply | Reply;

export type UnderstoodEmbedding =
  | { readonly kind: 'embedding'; readonly call: Omit<EmbedCall, 'index' | 'headers'> }
  | { readonly kind: 'violation'; readonly status: number; readonly message: string };

/** How one provider speaks of vectors. */
export interface EmbedDialect {
  /** Null when the request is about something else. */
  understand(request: HttpRequest): UnderstoodEmbedding | null;
  answer(reply: VectorsReply, call: EmbedCall): WireAnswer;
}

/** Vectors by the words of each text: texts that share words are near each other. */
export function vectorsOf({ texts, dimensions }: EmbedCall, options: Partial<VectorsReply> = {}): EmbedReply {
  const length = dimensions ?? 64;
  const tokens = texts.reduce((sum, text) => sum + Math.ceil(text.length / 4), 0);
  return { kind: 'vectors', vectors: texts.map((text) => wordVector(text, length)), tokens, ...options };
}

/** A vector of length one, with a part for each word, rounded as providers round. */
export function wordVector(text: string, length: number): readonly number[] {
  const parts = new Array<number>(length).fill(0);
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['']) {
    const at = placeOf(word) % length;
    parts[at] = (parts[at] ?? 0) + 1;
  }
  const norm = Math.hypot(...parts);
  return parts.map((part) => Number((part / norm).toFixed(8)));
}

function placeOf(word: string): number {
  let sum = 7;
  for (const character of word) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return sum;
}

/** The answer that OpenAI, Mistral and LiteLLM give alike. */
export function openAiVectors({ vectors, tokens }: VectorsReply, model: string): object {
  return {
    id: 'embd-fake',
    object: 'list',
    model,
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
    ...(tokens !== null && { usage: { prompt_tokens: tokens, total_tokens: tokens, completion_tokens: 0 } }),
  };
}
