import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Failure, type Failures, failedAnswer } from './failures.ts';
import type { Answer } from './route.ts';
import { operationOf, refusalAnswer, type Served, type Service, serve, type WireRequest } from './service.ts';

/** One request that reached the fake. */
export interface GitHubCall {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** The operation's key; null for a route that does not exist. */
  readonly operation: string | null;
  readonly body: unknown;
  /** Null when the connection was cut before an answer. */
  readonly status: number | null;
  readonly repositories: Served['repositories'];
}

/** The listening part of the fake. */
export interface Wire {
  readonly url: () => string;
  readonly stop: () => Promise<void>;
  /** Listens again on the port that it had. */
  readonly restart: () => Promise<void>;
}

/** What the wire serves and where it writes down what it saw. */
export interface WireParts {
  readonly service: Service;
  readonly failures: Failures;
  readonly calls: GitHubCall[];
}

/** Opens a port on loopback. */
export async function openWire(parts: WireParts): Promise<Wire> {
  let port = 0;
  let server = await listen(parts, port);
  port = z.object({ port: z.number() }).parse(server.address()).port;
  return {
    url: () => `http://127.0.0.1:${port}`,
    stop: () => close(server),
    restart: async () => {
      await close(server);
      server = await listen(parts, port);
    },
  };
}

async function listen(parts: WireParts, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    handle(parts, request, response).catch((error: unknown) => {
      parts.service.world.violations.push(`fake failed: ${error instanceof Error ? error.stack : String(error)}`);
      if (response.headersSent || response.destroyed) response.destroy();
      else response.writeHead(500, { 'content-type': 'application/json' }).end('{"message":"Server Error"}');
    });
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  return server;
}

async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}

async function handle(parts: WireParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { service, failures, calls } = parts;
  const wire = await readRequest(request);
  const operation = operationOf(service, wire);
  const { method, target: path, body } = wire;
  const failure = failures.take({ method, path, operation: operation ?? '', body });
  const note = (status: number | null, repositories: Served['repositories']) =>
    calls.push({ method, path, operation, body, status, repositories });
  if (failure !== undefined && 'cut' in failure && failure.cut === 'request') {
    note(null, null);
    response.destroy();
    return;
  }
  const failed = failure === undefined ? null : failedAnswer(failure);
  if (failed !== null) {
    note(failed.status, null);
    await send(response, refusalAnswer(failed, operation));
    return;
  }
  if (failure !== undefined && 'slowMs' in failure) await sleep(failure.slowMs, undefined, { ref: false });
  const { answer, repositories } = await serve(service, wire);
  const silent = failure !== undefined && 'acceptedButNoAnswer' in failure;
  note(silent ? null : answer.status, repositories);
  if (silent) response.destroy();
  else if (isCutBody(failure)) cutBody(response, answer);
  else if (!response.destroyed) await send(response, answer);
}

function isCutBody(failure: Failure | undefined): boolean {
  return failure !== undefined && 'cut' in failure && failure.cut === 'body';
}

async function readRequest(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { method = '', url = '', headers } = request;
  const sent = Buffer.concat(chunks).toString('utf8');
  const { authorization, accept = '*/*', 'content-type': contentType } = headers;
  return { method, target: url, authorization, accept, contentType, body: sent === '' ? undefined : parseOrText(sent) };
}

function parseOrText(sent: string): unknown {
  try {
    return JSON.parse(sent);
  } catch {
    return sent;
  }
}

/** What GitHub sends with every answer. */
const COMMON = {
  server: 'github.com',
  'x-github-media-type': 'github.v3; format=json',
  'x-github-request-id': 'FAKE:0001',
  'x-ratelimit-limit': '5000',
  'x-ratelimit-remaining': '4999',
  'x-ratelimit-used': '1',
  'x-ratelimit-resource': 'core',
} as const;

async function send(response: ServerResponse, { status, body, bytes, headers }: Answer): Promise<void> {
  const reset = String(Math.floor(Date.now() / 1000) + 3_600);
  const json = body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...COMMON, 'x-ratelimit-reset': reset, ...json, ...headers });
  if (Buffer.isBuffer(bytes)) response.end(bytes);
  else if (bytes !== undefined) await stream(bytes, response);
  else response.end(body === undefined ? undefined : JSON.stringify(body));
}

/** A reader that goes away early is no fault of ours. */
async function stream(bytes: Readable, response: ServerResponse): Promise<void> {
  await pipeline(bytes, response).catch(() => response.destroy());
}

function cutBody(response: ServerResponse, { status, body = {}, headers }: Answer): void {
  const whole = JSON.stringify(body);
  const type = { 'content-type': 'application/json; charset=utf-8', 'content-length': String(whole.length + 100) };
  response.writeHead(status, { ...COMMON, ...headers, ...type });
  response.write(whole.slice(0, Math.max(1, whole.length / 2)), () => response.destroy());
}
