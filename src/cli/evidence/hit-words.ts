import type { NamedHit } from '../../evidence/account.ts';
import { recordWords } from '../../evidence/record-words.ts';

/** The record whose invariant is broken, with its place; null for every other rule. */
export function decisionWords({ record }: NamedHit): string | null {
  return record === null ? null : `decided in ${recordWords(record)} (${record.path}:${record.line})`;
}

/** The reason by which the line allows a hit, and whether that changes anything; null without one. */
export function allowanceWords({ allowed, class: weight }: NamedHit): string | null {
  if (allowed === null) return null;
  return weight === 'hard'
    ? `a comment asks to allow it, which takes a waiver on the pull request: ${allowed}`
    : `allowed, so it is a hint: ${allowed}`;
}
