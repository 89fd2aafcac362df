import { block, moduleText } from './code.ts';
import { type Flaw, flaw } from './flaw.ts';
import type { LifeOrder } from './life.ts';

/** The files of the plain life. */
export const EDGE = 'src/signals/edge.py';
export const BOOK = 'src/signals/book.py';

/** The faults of the plain life: a blocker in one file, a major finding in the other. */
export const leak: Flaw = flaw('leak', 2);
export const weights: Flaw = flaw('weights', 12);

/** Functions of a file, one of them with a fault unless it was mended. */
export function edgeText(planted: string | null = leak.line): string {
  return moduleText(EDGE, [block(1), block(2, planted), ...[3, 4, 5, 6, 7, 8].map((number) => block(number))]);
}

/** The same of the other file. */
export function bookText(planted: string | null = weights.line): string {
  return moduleText(BOOK, [block(11), block(12, planted), ...[13, 14, 15, 16, 17, 18].map((number) => block(number))]);
}

/** A pull request that brings two modules with a fault each, beside a module that was there. */
export function plainLife(more: Partial<LifeOrder> = {}): LifeOrder {
  const old = 'src/signals/old.py';
  return {
    files: { [old]: moduleText(old, [block(21), block(22)]), 'docs/notes.md': '# Notes\n\nNone yet.\n' },
    changes: { [EDGE]: edgeText(), [BOOK]: bookText() },
    flaws: [leak, weights],
    ...more,
  };
}
