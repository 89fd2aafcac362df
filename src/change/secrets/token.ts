import { isPlaceholder } from './credential.ts';
import { looksRandom, variety } from './randomness.ts';
import type { SecretSpan } from './span.ts';
import { type TokenShape, tokenShapes } from './token-shapes.ts';

/** A token begins where no word goes on: behind a mark, an escaped line end, or an encoded character of an address. */
const BEGINNING = '(?:(?<![A-Za-z0-9])|(?<=\\\\[nrt]|%[0-9A-Fa-f]{2}))';

const finders = tokenShapes.map((shape) => ({
  shape,
  pattern: new RegExp(`${BEGINNING}(?:${shape.pattern})`, shape.anyCase === true ? 'dgi' : 'dg'),
}));

/** Credentials that are known by their shape, wherever they stand. */
export function findTokens(text: string): readonly SecretSpan[] {
  return finders.flatMap(({ shape, pattern }) => (mayHold(text, shape) ? matchTokens(text, shape, pattern) : []));
}

function mayHold(text: string, { signs, anyCase }: TokenShape): boolean {
  return signs.some((sign) =>
    anyCase === true ? new RegExp(RegExp.escape(sign), 'i').test(text) : text.includes(sign),
  );
}

function matchTokens(text: string, shape: TokenShape, pattern: RegExp): readonly SecretSpan[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const [start, end] = match.indices?.groups?.secret ?? match.indices?.[0] ?? [match.index, match.index];
    return isToken(text.slice(start, end), shape) ? [{ start, end, kind: shape.kind }] : [];
  });
}

function isToken(value: string, { random }: TokenShape): boolean {
  if (isPlaceholder(value)) return false;
  return random === true ? looksRandom(value, 10) : variety(value) >= 8;
}
