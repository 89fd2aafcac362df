import type { ZodType } from 'zod';
import type { ModelBrief } from '../committee/brief.ts';
import type { ModelId } from '../kernel/model-id.ts';

/** The language models that a session may ask. */
export interface Models {
  /** Says whether a model can be asked here, without asking it. */
  reach(model: ModelId): ModelReach;
  /** Asks once and answers with a value, also when it fails; never throws for what a provider does. */
  ask(request: ModelRequest): Promise<ModelAnswer>;
}

/** Whether a model can be asked here, or what it lacks. */
export type ModelReach =
  | { readonly kind: 'ready' }
  /** Names the environment variables of which one set would make the model reachable. */
  | { readonly kind: 'no-key'; readonly variables: readonly string[] }
  | { readonly kind: 'unknown-provider'; readonly known: readonly string[] };

/** One question to one model. */
export interface ModelRequest {
  readonly model: ModelId;
  /** What never changes within a session; first, so that a provider can cache it. */
  readonly instructions: string;
  /** The dossier first, what changes from call to call last. */
  readonly prompt: string;
  /** Shape of the answer, sent as a JSON schema; the text that comes back is parsed by the caller. */
  readonly schema: ZodType;
  /** Short name of the schema, `[a-z_]+`. */
  readonly schemaName: string;
  readonly maxOutputTokens: number;
  /** Fixed per call, so that a provider that honours it answers the same again. */
  readonly seed: number;
  readonly timeoutMs: number;
  /** The same request as data, for a models adapter that reads no prose (the rehearsal). */
  readonly brief: ModelBrief;
}

/** Tokens of one call; output includes reasoning. */
export interface TokenUsage {
  readonly inputTokens: number;
  /** Part of the input that the provider served from its cache. */
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  /** Part of the output that was spent on reasoning. */
  readonly reasoningTokens: number;
}

interface CallFacts {
  /** Null when the provider did not say, or nothing came back. */
  readonly usage: TokenUsage | null;
  /** Price stated by a proxy in whole micro-dollars, null when none was stated. */
  readonly statedMicroUsd: number | null;
  readonly latencyMs: number;
  /** HTTP requests made, retries included. */
  readonly tries: number;
}

/** How a call ended. */
export type ModelAnswer = AnsweredCall | FailedCall;

/** A call that the model answered in full. */
export interface AnsweredCall extends CallFacts {
  readonly kind: 'answered';
  /** The whole text of an answer that the model finished by itself. */
  readonly text: string;
}

/** Why a call gave no answer. */
export type FailureReason =
  /** 429 after the retries, or with a wait longer than we take. */
  | 'rate-limited'
  /** 5xx after the retries. */
  | 'server-error'
  /** 4xx that no retry mends: key, model name, request. */
  | 'refused'
  | 'timed-out'
  | 'unreachable'
  /** Prompt block, safety stop or an answer without candidates. */
  | 'blocked'
  /** The model stopped at its output limit, also when the cut text happens to parse. */
  | 'truncated'
  /** 200 with a body that is not an answer. */
  | 'malformed'
  /** A mistake of our own; nothing is known of the call. */
  | 'broken';

/** A call that gave no answer, with what did come back. */
export interface FailedCall extends CallFacts {
  readonly kind: 'failed';
  readonly reason: FailureReason;
  /** One sentence for people; holds no key and no prompt. */
  readonly message: string;
  /** What the provider asked us to wait, null when it did not. */
  readonly retryAfterSeconds: number | null;
  /** The text that did come back, for the record; null when none did. */
  readonly text: string | null;
  /** Whether the provider may have charged for the call. */
  readonly maybeCharged: boolean;
  /** Whether the same question may well be answered when it is asked, and paid, once more. */
  readonly worthAsking: boolean;
}
