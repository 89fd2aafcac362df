import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type EmbedCall, type EmbedDialect, type EmbedReply, vectorsOf } from './loopback-embedding.ts';
import type { AnswerReply, FakeUsage, Reply, StatusReply } from './loopback-reply.ts';
import type { HttpRequest, WireAnswer } from './loopback-wire.ts';

/** One request to a model, as a fake service understood it. */
export interface ModelCall {
  /** Position among the calls of this service, from 0. */
  readonly index: number;
  readonly model: string;
  /** The title of the schema that was sent: what the call is for. */
  readonly purpose: string;
  readonly instructions: string;
  readonly prompt: string;
  readonly schema: unknown;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export interface FakeOptions {
  /** What to answer; a throw becomes a violation and a 500. */
  readonly reply: (call: ModelCall) => Reply | Promise<Reply>;
  /** What to answer when vectors are asked for; by the words of the texts when it is missing. */
  readonly embed?: (call: EmbedCall) => EmbedReply | Promise<EmbedReply>;
  /** How long every reply takes, unless it says otherwise. */
  readonly delayMs?: number;
  /** The only key that is accepted. */
  readonly key?: string;
}

export interface FakeService {
  readonly url: string;
  /** The environment variables that lead a program here. */
  readonly settings: Readonly<Record<string, string>>;
  readonly calls: readonly ModelCall[];
  /** Requests for vectors. */
  readonly embedCalls: readonly EmbedCall[];
  /** Every request that the real service would have refused, and every one that the script did not expect. */
  readonly violations: readonly string[];
  stop(): Promise<void>;
}

export type Understood =
  | { readonly kind: 'call'; readonly call: Omit<ModelCall, 'index' | 'headers' | 'body'> }
  | { readonly kind: 'violation'; readonly status: number; readonly message: string };

/** How one provider speaks. */
export interface Dialect {
  readonly name: string;
  readonly basePath: string;
  settings(url: string): Readonly<Record<string, string>>;
  understand(request: HttpRequest): Understood;
  answer(reply: AnswerReply, usage: FakeUsage | null, call: ModelCall): WireAnswer;
  promptBlock(reason: string, usage: FakeUsage, call: ModelCall): WireAnswer;
  noCandidates(usage: FakeUsage, call: ModelCall): WireAnswer;
  error(reply: Pick<StatusReply, 'status' | 'message' | 'retryDelay'>): unknown;
  readonly embedding: EmbedDialect;
}

/** Starts a service on a free loopback port that speaks a dialect and answers by script. */
export async function startLoopback(dialect: Dialect, options: FakeOptions): Promise<FakeService> {
  const calls: ModelCall[] = [];
  const embedCalls: EmbedCall[] = [];
  const violations: string[] = [];
  const stopping = new AbortController();
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (!stopping.signal.aborted)
        violations.push(`${dialect.name}: ${error instanceof Error ? error.message : String(error)}`);
      if (response.headersSent || response.destroyed) response.destroy();
      else sendJson(response, { status: 500, body: dialect.error({ status: 500, message: 'the script failed' }) });
    });
  });

  const say = async (reply: Reply | EmbedReply, act: (response: ServerResponse) => void, response: ServerResponse) => {
    const delayMs = reply.delayMs ?? options.delayMs ?? 0;
    if (delayMs > 0) await sleep(delayMs, undefined, { signal: stopping.signal });
    if (!response.destroyed) act(response);
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readRequest(request);
    const understood = dialect.embedding.understand(read) ?? dialect.understand(read);
    if (understood.kind === 'violation') {
      violations.push(`${dialect.name}: ${understood.message}`);
      sendJson(response, { status: understood.status, body: dialect.error(understood) });
    } else if (understood.kind === 'embedding') {
      const call = { ...understood.call, index: embedCalls.length, headers: read.headers };
      embedCalls.push(call);
      const reply = await (options.embed ?? vectorsOf)(call);
      await say(reply, () => actOnEmbedding(dialect, { reply, call, response }), response);
    } else {
      const call = { ...understood.call, index: calls.length, headers: read.headers, body: read.body };
      calls.push(call);
      const reply = await options.reply(call);
      await say(reply, () => act(dialect, { reply, call, response }), response);
    }
  }

  const url = `${await listen(server)}${dialect.basePath}`;
  return { url, settings: dialect.settings(url), calls, embedCalls, violations, stop: () => stop(server, stopping) };
}

interface Act {
  readonly reply: Reply;
  readonly call: ModelCall;
  readonly response: ServerResponse;
}

function act(dialect: Dialect, { reply, call, response }: Act): void {
  switch (reply.kind) {
    case 'answer':
      sendJson(response, { status: 200, ...dialect.answer(reply, usageOf(call, reply), call) });
      break;
    case 'prompt-block':
      sendJson(response, { status: 200, ...dialect.promptBlock(reply.reason, spent(call), call) });
      break;
    case 'no-candidates':
      sendJson(response, { status: 200, ...dialect.noCandidates(spent(call), call) });
      break;
    case 'status':
    case 'raw':
    case 'cut':
    case 'silence':
      fail(dialect, reply, response);
      break;
    default:
      reply satisfies never;
  }
}

interface EmbedAct {
  readonly reply: EmbedReply;
  readonly call: EmbedCall;
  readonly response: ServerResponse;
}

function actOnEmbedding(dialect: Dialect, { reply, call, response }: EmbedAct): void {
  if (reply.kind === 'vectors') sendJson(response, { status: 200, ...dialect.embedding.answer(reply, call) });
  else fail(dialect, reply, response);
}

/** What goes wrong in the same way, whatever was asked. */
function fail(dialect: Dialect, reply: Reply, response: ServerResponse): void {
  switch (reply.kind) {
    case 'status':
      sendJson(response, { status: reply.status, headers: reply.headers, body: dialect.error(reply) });
      break;
    case 'raw':
      response.writeHead(200, { 'content-type': reply.contentType }).end(reply.body);
      break;
    case 'cut':
      cut(response, reply.at);
      break;
    case 'silence':
      break;
    case 'answer':
    case 'prompt-block':
    case 'no-candidates':
      throw new Error(`a script cannot answer this request with ${reply.kind}`);
    default:
      reply satisfies never;
  }
}

function cut(response: ServerResponse, at: 'request' | 'body'): void {
  if (at === 'request') {
    response.destroy();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"choices":[', () => response.destroy());
}

/** Four characters a token, as tokenizers roughly have it for English and code. */
function usageOf(call: ModelCall, { text, usage }: AnswerReply): FakeUsage | null {
  if (usage === null) return null;
  return { ...spent(call), outputTokens: Math.ceil(text.length / 4), ...usage };
}

function spent({ instructions, prompt }: ModelCall): FakeUsage {
  const inputTokens = Math.ceil((instructions.length + prompt.length) / 4);
  return { inputTokens, cachedInputTokens: 0, outputTokens: 0, reasoningTokens: 0 };
}

function sendJson(
  response: ServerResponse,
  { status, body, headers = {} }: WireAnswer & { readonly status: number },
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function readRequest(request: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { method = '', url = '', headers } = request;
  const text = Buffer.concat(chunks).toString('utf8');
  return { method, path: url, headers, body: parseOrText(text) };
}

function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function listen(server: Server): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return `http://127.0.0.1:${port}`;
}

async function stop(server: Server, stopping: AbortController): Promise<void> {
  stopping.abort();
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}
