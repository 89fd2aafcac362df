import { readSync, writeSync } from 'node:fs';
import { bytesAfter, type Frame, HEAD_BYTES, readFrame } from './frame.ts';

/** Waits for the next message on a descriptor and holds up everything else; null when the other end is closed. */
export function receiveFrame(descriptor: number): Frame | null {
  const head = Buffer.alloc(HEAD_BYTES);
  if (!fill(descriptor, head, 0)) return null;
  const frame = Buffer.allocUnsafe(HEAD_BYTES + bytesAfter(head));
  head.copy(frame);
  return fill(descriptor, frame, HEAD_BYTES) ? readFrame(frame) : null;
}

/** Writes all of a message to a descriptor. */
export function sendFrame(descriptor: number, frame: Buffer): void {
  for (let at = 0; at < frame.length; ) at += writeSync(descriptor, frame, at);
}

function fill(descriptor: number, buffer: Buffer, from: number): boolean {
  for (let at = from; at < buffer.length; ) {
    const read = readSync(descriptor, buffer, at, buffer.length - at, null);
    if (read === 0) return false;
    at += read;
  }
  return true;
}
