import { createHash, timingSafeEqual } from 'node:crypto';
import type { KnownHook } from './sources-file.ts';

/** The hook of a secret; null for a stranger. It takes as long for every secret. */
export function hookOfSecret(hooks: readonly KnownHook[], secret: string): KnownHook | null {
  const presented = digest(secret);
  const matching = hooks.filter((hook) => timingSafeEqual(digest(hook.secret), presented));
  return matching[0] ?? null;
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
