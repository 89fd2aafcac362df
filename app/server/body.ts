import type { IncomingMessage } from 'node:http';

/** What came of reading a body; only a whole one holds room that must be given back. */
export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer; release(): void }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'no-room' }
  | { readonly kind: 'broken-off' };

/** The room that all bodies share. */
export interface Room {
  /** Takes so many bytes; false when they are not there. */
  take(bytes: number): boolean;
  give(bytes: number): void;
}

/** Room for so many bytes at the same time. */
export function openRoom(bytes: number): Room {
  let free = bytes;
  return {
    take: (wanted) => {
      if (wanted > free) return false;
      free -= wanted;
      return true;
    },
    give: (returned) => {
      free += returned;
    },
  };
}

/** The length that a request announces; null when it announces none, as a chunked one. */
export function announcedLength(request: IncomingMessage): number | null {
  const text = request.headers['content-length'];
  return text === undefined ? null : Number(text);
}

/** Reads a body up to a limit, byte by byte as it was sent; what is over the limit is never kept. */
export function readBody(request: IncomingMessage, limit: number, room: Room): Promise<Body> {
  const { promise, resolve } = Promise.withResolvers<Body>();
  const chunks: Buffer[] = [];
  let held = 0;
  let settled = false;
  const release = () => {
    room.give(held);
    held = 0;
    chunks.length = 0;
  };
  const settle = (body: Body) => {
    if (settled) return;
    settled = true;
    if (body.kind !== 'whole') release();
    resolve(body);
  };
  request.on('data', (chunk: Buffer) => {
    if (settled) return;
    if (held + chunk.length > limit) return settle({ kind: 'too-long' });
    if (!room.take(chunk.length)) return settle({ kind: 'no-room' });
    held += chunk.length;
    chunks.push(chunk);
  });
  request.once('end', () => settle({ kind: 'whole', bytes: Buffer.concat(chunks), release }));
  request.once('error', () => settle({ kind: 'broken-off' }));
  request.once('close', () => settle({ kind: 'broken-off' }));
  return promise;
}
