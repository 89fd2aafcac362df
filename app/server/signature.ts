import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether `sha256=<hex>` is the signature of these very bytes under a secret; compared in constant time. */
export function isSigned(bytes: Uint8Array, signature: string, secret: string): boolean {
  const given = Buffer.from(signature);
  const right = Buffer.from(`sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`);
  return given.length === right.length && timingSafeEqual(given, right);
}
