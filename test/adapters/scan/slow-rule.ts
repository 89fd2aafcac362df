import { someRule } from '../../evidence/some-rule.ts';

/** For each call it looks at every call below it, at every call below that one, and so on. */
export const SLOW_FINDS = `rule:
  kind: call
  has: { stopBy: end, kind: call, has: { stopBy: end, kind: call, has: { stopBy: end, kind: call, has: { kind: string } } } }
`;

/** A rule that does so. */
export const SLOW = someRule(SLOW_FINDS);

/** Code over which that rule takes minutes. */
export const DEEP_CALLS = `x = ${'f('.repeat(400)}${')'.repeat(400)}\n`.repeat(300);
