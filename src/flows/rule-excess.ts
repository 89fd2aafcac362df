import type { EvidenceRule } from '../evidence/rule.ts';

/** Where a rule goes beyond what a repository may ask of the program. */
export interface RuleExcess {
  readonly field: readonly (string | number)[];
  readonly what: string;
  readonly expected: string;
}

const MOST_MATCHERS = 200;
const MOST_LEVELS = 12;
const LONGEST_TEXT = 1_000;

/** The first bound that a rule breaks; null for one that keeps them all. */
export function ruleExcess({ rule, given, constraints, utils, excused_by }: EvidenceRule): RuleExcess | null {
  const parts = { rule, given, constraints, utils, excused_by };
  let matchers = 0;
  for (const [name, part] of Object.entries(parts)) {
    const measured = part === undefined ? NOTHING : measure(part);
    matchers += measured.matchers;
    const excess = excessOf(measured, matchers);
    if (excess !== null) return { field: [name], ...excess };
  }
  return null;
}

interface Measured {
  readonly matchers: number;
  readonly levels: number;
  readonly longest: number;
}

const NOTHING: Measured = { matchers: 0, levels: 0, longest: 0 };

function excessOf({ levels, longest }: Measured, matchers: number): Omit<RuleExcess, 'field'> | null {
  if (levels > MOST_LEVELS) {
    return { what: `the rule is nested ${levels} levels deep`, expected: `at most ${MOST_LEVELS} levels` };
  }
  if (matchers > MOST_MATCHERS) {
    return { what: 'the rule holds too many matchers', expected: `at most ${MOST_MATCHERS} keys and names in all` };
  }
  if (longest > LONGEST_TEXT) {
    return { what: `the rule holds a text of ${longest} characters`, expected: `at most ${LONGEST_TEXT} characters` };
  }
  return null;
}

/** Counts keys and texts of a matcher, and the objects inside one another. */
function measure(value: unknown): Measured {
  if (typeof value === 'string') return { matchers: 1, levels: 0, longest: value.length };
  if (typeof value !== 'object' || value === null) return { matchers: 1, levels: 0, longest: 0 };
  const inner = Object.values(value).map(measure);
  return {
    matchers: inner.reduce((sum, { matchers }) => sum + matchers, 0),
    levels: (Array.isArray(value) ? 0 : 1) + Math.max(0, ...inner.map(({ levels }) => levels)),
    longest: Math.max(0, ...inner.map(({ longest }) => longest)),
  };
}
