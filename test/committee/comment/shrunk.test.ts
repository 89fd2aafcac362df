import { describe, expect, it } from 'vitest';
import { isWorse, shrinkComment } from '../../../src/committee/comment/shrunk.ts';
import type { VerdictStatus } from '../../../src/committee/verdict.ts';

const BEST_FIRST: readonly VerdictStatus[] = ['ACCEPTED', 'ACCEPTED_WITH_CHANGES', 'INCONCLUSIVE', 'REJECTED'];

describe('a verdict', () => {
  it('is worse than those before it: accepted, with changes, inconclusive, rejected', () => {
    for (const [before, previous] of BEST_FIRST.entries())
      for (const [after, next] of BEST_FIRST.entries()) expect(isWorse(previous, next)).toBe(after > before);
  });
});

describe('a comment whose verdict was superseded', () => {
  const shrunk = shrinkComment({
    place: { scope: 'pr=41 n=1 head=90f7d1c4', linkTo: () => null, linkToRule: () => null },
    sessionId: '20260511-180211-00aa11bb',
    old: { status: 'ACCEPTED', head: '90f7d1c4'.repeat(5) },
    next: { status: 'REJECTED', head: 'a1b2c3d4'.repeat(5) },
    url: 'https://github.example/acme/quant/pull/41#issuecomment-7',
  });

  it('keeps its marker and leads to the new one', async () => {
    await expect(shrunk).toMatchFileSnapshot('../golden/shrunk.comment.md');
  });
});
