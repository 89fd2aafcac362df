import type { Claim } from '../../src/committee/opinion.ts';

/** The text that the small change adds. */
export const SIZING = `"""How many units a position holds."""


def units_at_risk(equity: float, risk: float, stop: float) -> float:
    """Units whose stop costs the given share of the equity."""
    return equity * risk / stop


def units_without_debt(equity: float, price: float) -> float:
    """The most that the equity pays for."""
    return equity / price


def units(equity: float, risk: float, stop: float, price: float) -> float:
    """Units by risk, never on debt."""
    return min(units_at_risk(equity, risk, stop), units_without_debt(equity, price))
`;

/** A change of one new module, in which no evidence rule finds anything. */
export const SMALL_CHANGE = newFile('src/risk/sizing.py', SIZING);

/** The diff that adds a file. */
export function newFile(path: string, text: string): string {
  const lines = text.split('\n').slice(0, -1);
  const head = `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n`;
  return `${head}@@ -0,0 +1,${lines.length} @@\n${lines.map((line) => `+${line}\n`).join('')}`;
}

/** A claim about the small change: that a stop of zero divides by zero. */
export function claim(said: Partial<Claim> = {}): Claim {
  return {
    severity: 'blocker',
    code: 'EXECUTION_RISK',
    claim: 'A stop of zero divides by zero.',
    quote: 'return equity * risk / stop',
    path: 'src/risk/sizing.py',
    evidence: null,
    cites: [],
    recommendation: 'Refuse a stop that is not above zero.',
    ...said,
  };
}

/** Another claim, about another line: that a price of zero divides by zero. */
export function otherClaim(said: Partial<Claim> = {}): Claim {
  return claim({
    code: 'TRADING_RISK',
    claim: 'A price of zero buys without end.',
    quote: 'return equity / price',
    recommendation: 'Refuse a price that is not above zero.',
    ...said,
  });
}
