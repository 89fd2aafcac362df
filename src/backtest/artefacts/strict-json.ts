import type { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';

/** Levels of brackets that an artefact may have; ours have a dozen, and parameters of a strategy a few more. */
const DEEPEST = 64;

const QUOTE = 34;
const BACKSLASH = 92;
const OPENING: ReadonlySet<number> = new Set([91, 123]);
const CLOSING: ReadonlySet<number> = new Set([93, 125]);

/** Reads JSON of a stranger: UTF-8, not nested beyond what can be walked, in the shape of a schema. Throws `bad-input`. */
export function readStrictJson<T>(bytes: Uint8Array, schema: z.ZodType<T>, where: string): T {
  if (depthOf(bytes) > DEEPEST) throw wrong(where, `brackets are nested more than ${DEEPEST} deep`);
  const parsed = schema.safeParse(parse(bytes, where));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw wrong(where, `${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'it has another shape'}`);
}

/** UTF-8 as text; throws `bad-input` for anything else. */
export function readUtf8(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw wrong(where, 'it is not UTF-8');
  }
}

function parse(bytes: Uint8Array, where: string): unknown {
  const text = readUtf8(bytes, where);
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(where, 'it is no JSON');
  }
}

/** Brackets that are open at once, those inside of texts left out. */
function depthOf(bytes: Uint8Array): number {
  let depth = 0;
  let deepest = 0;
  let isInText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (isInText && byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) isInText = !isInText;
    else if (isInText) continue;
    else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function wrong(where: string, what: string): AppError {
  return new AppError('bad-input', what, { where, expected: 'the file that a run of Conclave wrote' });
}
