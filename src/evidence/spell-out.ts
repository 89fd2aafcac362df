import type { Rule } from '@ast-grep/napi';
import type { Speller } from './spelling.ts';
import type { RelatedRule, SyntaxRule } from './syntax-rule.ts';

/** What a rule becomes in one file. */
export interface SpellOutContext {
  readonly speller: Speller;
  /** Names of utility rules that can match nothing in the file. */
  readonly emptyUtilities: ReadonlySet<string>;
}

/**
 * Rewrites a rule into the engine's own terms for one file: each `resolves` and `holds` becomes a plain matcher
 * over the spellings that stand there. Null when the rule can match nothing in the file, so that it need not be run; an empty
 * rule when it matches everything.
 */
export function spellOut(rule: SyntaxRule, context: SpellOutContext): Rule | null {
  const { resolves, holds, all, any, not, inside, has, precedes, follows, nthChild, ...plain } = rule;
  if (plain.matches !== undefined && context.emptyUtilities.has(plain.matches)) return null;
  if (plain.regex !== undefined && !couldMatch(plain.regex, context.speller)) return null;
  const parts: (Rule | null)[] = [plain];
  for (const part of all ?? []) parts.push(spellOut(part, context));
  if (any !== undefined) parts.push(anyOf(any.map((choice) => spellOut(choice, context))));
  if (not !== undefined) parts.push(negate(spellOut(not, context)));
  if (resolves !== undefined) parts.push(context.speller.named([resolves].flat()));
  if (holds !== undefined) parts.push(holding(spellOut(holds, context), context));
  if (nthChild !== undefined) parts.push(nthOf(nthChild, context));
  for (const [relation, related] of Object.entries({ inside, has, precedes, follows })) {
    if (related !== undefined) parts.push(relate(relation, related, context));
  }
  return allOf(parts);
}

const EVERYTHING: Rule = {};

function isEverything(rule: Rule): boolean {
  return Object.keys(rule).length === 0;
}

const WORDS_ALONE = /^\^\(?([A-Za-z]\w*(?:\|[A-Za-z]\w*)*)\)?\$$/;

/** Whether a file can hold a match: one that is some words alone cannot stand where none of them is mentioned. */
export function couldMatch(regex: string, { mentions }: Speller): boolean {
  const words = WORDS_ALONE.exec(regex)?.[1]?.split('|');
  return words === undefined || words.some(mentions);
}

function allOf(parts: readonly (Rule | null)[]): Rule | null {
  const rules: Rule[] = [];
  for (const part of parts) {
    if (part === null) return null;
    if (!isEverything(part)) rules.push(part);
  }
  const [first, ...others] = rules;
  return others.length === 0 ? (first ?? EVERYTHING) : { all: rules };
}

function anyOf(parts: readonly (Rule | null)[]): Rule | null {
  const rules = parts.filter((part) => part !== null);
  if (rules.length === 0) return null;
  return rules.some(isEverything) ? EVERYTHING : { any: rules };
}

function negate(rule: Rule | null): Rule | null {
  if (rule === null) return EVERYTHING;
  return isEverything(rule) ? null : { not: rule };
}

function holding(value: Rule | null, { speller }: SpellOutContext): Rule | null {
  return value === null ? null : speller.holding(value);
}

function nthOf(nthChild: NonNullable<SyntaxRule['nthChild']>, context: SpellOutContext): Rule | null {
  if (typeof nthChild !== 'object') return { nthChild };
  const { ofRule, ...place } = nthChild;
  const counted = ofRule === undefined ? EVERYTHING : spellOut(ofRule, context);
  if (counted === null) return null;
  return { nthChild: isEverything(counted) ? place : { ...place, ofRule: counted } };
}

function relate(relation: string, { field, stopBy, ...inner }: RelatedRule, context: SpellOutContext): Rule | null {
  const target = spellOut(inner, context);
  if (target === null) return null;
  const related: NonNullable<Rule['has']> = isEverything(target) ? { regex: '' } : { ...target };
  if (field !== undefined) related.field = field;
  if (stopBy !== undefined) related.stopBy = typeof stopBy === 'string' ? stopBy : (spellOut(stopBy, context) ?? 'end');
  return { [relation]: related };
}
