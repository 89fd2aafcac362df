import { matchRule } from './match.ts';
import { findInjections } from './prompt-injection.ts';
import type { EvidenceRule } from './rule.ts';
import { openSource } from './source.ts';
import { spellerOf } from './spelling.ts';

/** An example that does not show what its rule says. */
export interface Disproof {
  readonly kind: 'bad' | 'good';
  /** Position in the list of the rule file, from 0. */
  readonly index: number;
  readonly reason: string;
}

/** Runs a rule over its own examples: it must find something in each bad one and nothing in a good one. */
export function disprove(rule: EvidenceRule): readonly Disproof[] {
  const { bad, good } = rule.examples;
  return [
    ...bad.flatMap((text, index) => asDisproof('bad', index, wrongWith(rule, text, true))),
    ...good.flatMap((text, index) => asDisproof('good', index, wrongWith(rule, text, false))),
  ];
}

function asDisproof(kind: Disproof['kind'], index: number, reason: string | null): readonly Disproof[] {
  return reason === null ? [] : [{ kind, index, reason }];
}

function wrongWith(rule: EvidenceRule, text: string, isBad: boolean): string | null {
  const lines = linesFoundBy(rule, text);
  if (typeof lines === 'string') return lines;
  if (isBad) return lines.length === 0 ? 'the rule finds nothing in it' : null;
  return lines.length === 0 ? null : `the rule finds line ${lines.join(', ')}`;
}

const ENDINGS = { python: 'py', typescript: 'ts', tsx: 'tsx', javascript: 'js' } as const;

/** The lines, from 1 and in order, at which a rule finds something in a text, whatever paths it asks; or why it cannot. */
export function linesFoundBy(rule: EvidenceRule, text: string): readonly number[] | string {
  if (rule.language === 'text') return findInjections(text).map(({ line }) => line);
  const source = openSource(`example.${ENDINGS[rule.language]}`, text);
  if (source.kind === 'unreadable') return source.reason;
  if (source.errorLine !== null) return `line ${source.errorLine}: syntax error`;
  const found = new Set(matchRule(rule, source, spellerOf(source)));
  return [...found].toSorted((left, right) => left - right);
}
