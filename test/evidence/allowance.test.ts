import { describe, expect, it } from 'vitest';
import { allowanceOf, readAllowances, withAllowance } from '../../src/evidence/allowance.ts';
import type { Hit } from '../../src/evidence/hit.ts';
import { openSource } from '../../src/evidence/source.ts';

const REASON = 'the window is closed by the exchange';
const ALLOW = `conclave: allow leak/backfill ${REASON}`;

function reasonOn(line: number, text: string, { path = 'src/a.py', rule = 'leak/backfill' } = {}): string | null {
  const source = openSource(path, text);
  if (source.kind === 'unreadable') throw new Error(source.reason);
  return allowanceOf(readAllowances(source), { rule, line });
}

describe('an allow comment', () => {
  it.each([
    ['beside the line', `x = y.bfill()  # ${ALLOW}`, 1],
    ['alone above the line', `# ${ALLOW}\nx = y.bfill()`, 2],
    ['indented above the line', `def f(y):\n    # ${ALLOW}\n    return y.bfill()`, 3],
    ['behind another comment', `x = y.bfill()  # noqa # ${ALLOW}`, 1],
    ['without a blank', `x = y.bfill()  #${ALLOW}`, 1],
    ['with a mark before its reason', `x = y.bfill()  # conclave: allow leak/backfill: ${REASON}`, 1],
  ])('allows its rule %s', (_, text, line) => {
    expect(reasonOn(line, text)).toBe(REASON);
  });

  it.each([
    ['two lines above', `# ${ALLOW}\n\nx = y.bfill()`, 3],
    ['beside the line above', `a = 1  # ${ALLOW}\nx = y.bfill()`, 2],
    ['below', `x = y.bfill()\n# ${ALLOW}`, 1],
    ['in a text', `x = "# ${ALLOW}"`, 1],
    ['in a docstring', `"""\n# ${ALLOW}\n"""\nx = y.bfill()`, 4],
    ['with a short reason', 'x = y.bfill()  # conclave: allow leak/backfill it is fine here', 1],
    ['without a reason', 'x = y.bfill()  # conclave: allow leak/backfill', 1],
    ['with a reason of invisible characters', `x = 1  # conclave: allow leak/backfill ${'\u200b'.repeat(30)}`, 1],
    ['for a longer name', `x = 1  # conclave: allow leak/backfill-more ${REASON}`, 1],
    ['for another rule', `x = 1  # conclave: allow leak/negative-shift ${REASON}`, 1],
    ['for a whole family', `x = 1  # conclave: allow leak ${REASON}`, 1],
  ])('allows nothing %s', (_, text, line) => {
    expect(reasonOn(line, text)).toBeNull();
  });

  it('allows one rule on its line and another on the line above', () => {
    const text = `# conclave: allow time/tz-strip ${REASON}\nx = y.bfill()  # ${ALLOW}`;

    expect(reasonOn(2, text, { rule: 'time/tz-strip' })).toBe(REASON);
    expect(reasonOn(2, text)).toBe(REASON);
  });

  it('is written with slashes in TypeScript and JavaScript', () => {
    const path = 'src/a.ts';

    expect(reasonOn(1, `f(); // ${ALLOW}`, { path })).toBe(REASON);
    expect(reasonOn(2, `// ${ALLOW}\nf();`, { path })).toBe(REASON);
    expect(reasonOn(1, `f("// ${ALLOW}");`, { path })).toBeNull();
    expect(reasonOn(1, `f(); /* # ${ALLOW} */`, { path })).toBeNull();
  });
});

const HIT: Hit = {
  rule: 'leak/backfill',
  class: 'hard',
  severity: 'major',
  code: 'DATA_LEAKAGE',
  skill: 'ml-engineer',
  path: 'src/a.py',
  line: 1,
  side: 'after',
  quote: 'x = y.bfill()',
  message: 'A gap is filled from the future.',
  mend: 'Fill forward.',
  record: null,
  allowed: null,
};

describe('a hit with an allow comment', () => {
  it('becomes a hint when it is no blocker', () => {
    expect(withAllowance(HIT, REASON)).toEqual({ ...HIT, class: 'soft', allowed: REASON });
    expect(withAllowance({ ...HIT, class: 'soft' }, REASON)).toMatchObject({ class: 'soft', allowed: REASON });
  });

  it.each([
    ['leak/negative-shift', 'blocker'],
    ['risk/zero-cost', 'major'],
    ['test/weakened', 'major'],
    ['sec/unsafe-load', 'major'],
    ['adr/invariant', 'minor'],
  ] as const)('keeps its class as %s of severity %s, with the reason beside it', (rule, severity) => {
    const hit: Hit = { ...HIT, rule, severity };

    expect(withAllowance(hit, REASON)).toEqual({ ...hit, allowed: REASON });
  });

  it('stays as it is without one, and on a removed line', () => {
    expect(withAllowance(HIT, null)).toBe(HIT);
    expect(withAllowance({ ...HIT, side: 'before' }, REASON).allowed).toBeNull();
  });
});
