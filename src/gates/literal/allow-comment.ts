import type { Source } from '../../evidence/source.ts';
import { removeInvisible } from '../../kernel/invisible.ts';

/** Fewest characters of the reason of an allow comment. */
export const LEAST_ALLOW_REASON = 20;

const ALLOWANCE = /#[ \t]*conclave:[ \t]*allow[ \t]+G5(?!\w)(.*)/i;

/** Whether a text may hold an allow comment; a string may look like one. */
export function mentionsAllowance(text: string): boolean {
  return ALLOWANCE.test(text);
}

/** The reasons of the allow comments of a file, long enough or not, by their line; strings and docstrings are none. */
export function readAllowances(source: Source): ReadonlyMap<number, string> {
  const reasons = new Map<number, string>();
  if (!mentionsAllowance(source.text)) return reasons;
  for (const comment of source.root.findAll({ rule: { kind: 'comment' } })) {
    const [, reason] = ALLOWANCE.exec(comment.text()) ?? [];
    if (reason !== undefined) reasons.set(comment.range().start.line + 1, plain(reason));
  }
  return reasons;
}

/** Whether the reason of an allow comment is long enough to be one. */
export function isLongEnough(reason: string): boolean {
  return Array.from(reason).length >= LEAST_ALLOW_REASON;
}

function plain(reason: string): string {
  return removeInvisible(reason)
    .text.replace(/\s+/g, ' ')
    .replace(/^[ :;,–—-]+/, '')
    .trim();
}
