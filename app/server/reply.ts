import type { ServerResponse } from 'node:http';

/** An answer in plain words, or in another type that it names. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request that was read to its end. */
export function send(response: ServerResponse, reply: Reply): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(reply.status, headersOf(reply)).end(reply.text);
}

/**
 * Answers a request whose body nobody wants, and closes its connection. What still arrives is thrown away for a moment:
 * a connection that breaks at once takes the answer with it.
 */
export function refuse(response: ServerResponse, reply: Reply, lingerMs: number): void {
  if (response.headersSent || response.destroyed) return;
  const request = response.req;
  response.writeHead(reply.status, { ...headersOf(reply), connection: 'close' });
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(() => {
    end();
    request.destroy();
  }, lingerMs);
  response.write(reply.text);
  request.once('close', end);
  if (request.readableEnded) end();
  else request.once('end', end).resume();
}

function headersOf({ text, contentType = 'text/plain; charset=utf-8', headers = {} }: Reply): Record<string, string> {
  return {
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  };
}
