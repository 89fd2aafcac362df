import { removeInvisible } from '../kernel/invisible.ts';
import type { Hit } from './hit.ts';
import type { Source } from './source.ts';

/** Fewest characters of the reason of an allow comment. */
export const LEAST_REASON = 20;

/** The allow comments of a file. */
export type Allowances = ReadonlyMap<number, readonly Allowance[]>;

/** One comment that allows a rule on a line. */
export interface Allowance {
  readonly rule: string;
  /** Data of whoever wrote the line; only ever shown. */
  readonly reason: string;
  /** Whether nothing else stands on its line, so that it speaks of the line below. */
  readonly isAlone: boolean;
}

/**
 * Reads the comments `# conclave: allow <rule> <reason>` of a Python file, `// conclave: allow …` of TypeScript and
 * JavaScript, by their line; those with a reason of fewer than 20 characters are none. Only real comments count, no texts.
 */
export function readAllowances({ root, text, language }: Source): Allowances {
  const allowances = new Map<number, Allowance[]>();
  const form = language === 'python' ? IN_PYTHON : IN_SCRIPT;
  if (!form.test(text)) return allowances;
  const lines = text.split('\n');
  for (const comment of root.findAll({ rule: { kind: 'comment', regex: 'conclave:' } })) {
    const [, rule, rest] = form.exec(comment.text()) ?? [];
    const reason = plain(rest ?? '');
    if (rule === undefined || Array.from(reason).length < LEAST_REASON) continue;
    const { line, column } = comment.range().start;
    const isAlone = (lines[line] ?? '').slice(0, column).trim() === '';
    allowances.set(line + 1, [...(allowances.get(line + 1) ?? []), { rule, reason, isAlone }]);
  }
  return allowances;
}

/** The reason for which a rule is allowed on a line: beside it, or alone on the line above it; null when there is none. */
export function allowanceOf(allowances: Allowances, { rule, line }: Pick<Hit, 'rule' | 'line'>): string | null {
  const beside = allowances.get(line) ?? [];
  const above = (allowances.get(line - 1) ?? []).filter(({ isAlone }) => isAlone);
  return [...beside, ...above].find((allowance) => allowance.rule === rule)?.reason ?? null;
}

/**
 * A hit with the reason of its allow comment. The comment comes from the change itself, so that it lifts nothing that must
 * not be talked away: a blocker, and every rule of the families `sec`, `test`, `risk` and `adr`, keep their class, and the
 * reason is only shown to whoever decides about a waiver. Any other hard hit becomes soft.
 */
export function withAllowance(hit: Hit, reason: string | null): Hit {
  if (reason === null || hit.side !== 'after') return hit;
  return { ...hit, class: mayBeLifted(hit) ? 'soft' : hit.class, allowed: reason };
}

/** Whether a comment on the line makes a hint of a hard hit. */
export function mayBeLifted({ rule, severity }: Pick<Hit, 'rule' | 'severity'>): boolean {
  return severity !== 'blocker' && !LASTING.test(rule);
}

const LASTING = /^(?:sec|test|risk|adr)\//;
const IN_PYTHON = /#[ \t]*conclave:[ \t]*allow[ \t]+([a-z0-9-]+\/[a-z0-9-]+)(?![\w/-])([^\n]*)/;
const IN_SCRIPT = /\/\/[ \t]*conclave:[ \t]*allow[ \t]+([a-z0-9-]+\/[a-z0-9-]+)(?![\w/-])([^\n]*)/;

function plain(reason: string): string {
  return removeInvisible(reason)
    .text.replace(/\s+/g, ' ')
    .replace(/^[ :;,–—-]+/, '')
    .trim();
}
