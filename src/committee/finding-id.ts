import { hashTexts } from '../kernel/hash.ts';

/** What makes two findings the same one: no skill, no line number, no prose. */
export interface FindingKey {
  /** The rule that found it, otherwise the code of the claim. */
  readonly ruleOrCode: string;
  readonly path: string | null;
  readonly symbol: string | null;
  /** The cited lines; for an unsourced claim the words of the claim stand in. */
  readonly quote: string;
}

/** The key as one text; equal keys mean the same finding wherever its lines have moved. */
export function keyText(key: FindingKey): string {
  return JSON.stringify([key.ruleOrCode, key.path, key.symbol, normaliseQuote(key.quote)]);
}

/**
 * Gives each distinct key its id, `F-` and eight hex digits. `places` counts how often a key stands at different
 * places, in reading order, so that two equal lines in one function keep two ids.
 */
export function findingId(key: FindingKey, occurrence: number): string {
  const texts = occurrence === 0 ? [keyText(key)] : [keyText(key), String(occurrence)];
  return `F-${hashTexts(texts).slice(0, 8)}`;
}

/** White space other than single spaces; most lines of code have none within. */
const UNEVEN = /\s{2}|[^\S ]/;

/** A quote with its white space collapsed, as findings are told apart by it. */
export function normaliseQuote(quote: string): string {
  const bare = quote.trim();
  return UNEVEN.test(bare) ? bare.replaceAll(/\s+/g, ' ') : bare;
}
