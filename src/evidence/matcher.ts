import type { NapiConfig, Rule } from '@ast-grep/napi';
import { messageOf } from '../kernel/app-error.ts';
import { findGiven, type Given } from './given.ts';
import type { Language } from './language.ts';
import { couldMatch, spellOut } from './spell-out.ts';
import type { Speller } from './spelling.ts';
import { parseTree, type SyntaxNode } from './syntax.ts';
import type { SyntaxRule } from './syntax-rule.ts';

/** The part of a rule file that the syntax engine reads. */
export interface Matching {
  readonly rule?: SyntaxRule | undefined;
  readonly given?: { readonly name: string; readonly value: SyntaxRule } | undefined;
  readonly excused_by?: SyntaxRule | undefined;
  readonly constraints?: Readonly<Record<string, SyntaxRule>> | undefined;
  readonly utils?: Readonly<Record<string, SyntaxRule>> | undefined;
}

/** Compiles one rule of a file for the engine; null when it can match nothing there. */
export function compileMatcher(rule: SyntaxRule, matching: Matching, speller: Speller): NapiConfig | null {
  const { utils, empty } = spellUtilities(matching.utils ?? {}, speller);
  const context = { speller, emptyUtilities: empty };
  const main = spellOut(rule, context);
  if (main === null) return null;
  const constraints: Record<string, Rule> = {};
  for (const [variable, constraint] of Object.entries(matching.constraints ?? {})) {
    const spelled = spellOut(constraint, context);
    if (spelled === null) return null;
    constraints[variable] = nonEmpty(spelled);
  }
  return { rule: nonEmpty(main), utils, constraints };
}

interface Utilities {
  readonly utils: Record<string, Rule>;
  readonly empty: ReadonlySet<string>;
}

/** Utilities name one another, so that one which becomes empty may empty others. */
function spellUtilities(rules: Readonly<Record<string, SyntaxRule>>, speller: Speller): Utilities {
  let empty: ReadonlySet<string> = new Set();
  for (;;) {
    const utils: Record<string, Rule> = {};
    const nowEmpty = new Set<string>();
    for (const [name, rule] of Object.entries(rules)) {
      const spelled = spellOut(rule, { speller, emptyUtilities: empty });
      if (spelled === null) nowEmpty.add(name);
      else utils[name] = nonEmpty(spelled);
    }
    if (nowEmpty.size === empty.size) return { utils, empty };
    empty = nowEmpty;
  }
}

/** The engine refuses a rule without a matcher; an empty regular expression matches everything. */
function nonEmpty(rule: Rule): Rule {
  return Object.keys(rule).length === 0 ? { regex: '' } : rule;
}

/** The values that the `given` of a rule finds. */
export function findGivenValues(root: SyntaxNode, matching: Matching, speller: Speller): readonly Given[] {
  const { given } = matching;
  if (given === undefined || !couldMatch(given.name, speller)) return [];
  const named = findGiven(root, given.name);
  const matcher = named.length === 0 ? null : compileMatcher(given.value, matching, speller);
  if (matcher === null) return [];
  // The engine compiles a matcher at every question, so that it is asked once for all of them.
  const matched = new Set(root.findAll(matcher).map((node) => node.id()));
  return named.filter(({ value }) => matched.has(value.id()));
}

/** What the engine says against a rule, and the field it speaks of; null when it accepts the rule. */
export function refusalOf(matching: Matching, language: Language): { field: string; reason: string } | null {
  const root = parseTree('', language);
  const speller = spellerOfNoFile(root, language);
  const rules = { rule: matching.rule, given: matching.given?.value, excused_by: matching.excused_by };
  for (const [field, rule] of Object.entries(rules)) {
    if (rule === undefined) continue;
    try {
      if (field === 'given') findGiven(root, matching.given?.name ?? '');
      root.find(compileMatcher(rule, matching, speller) ?? { rule: ANYTHING });
    } catch (error) {
      return { field, reason: messageOf(error).replaceAll(/\s*\n\W*/g, ' ') };
    }
  }
  return null;
}

const ANYTHING: Rule = { regex: '' };

/** Lets every part of a rule through to the engine, so that it can be refused. */
function spellerOfNoFile(root: SyntaxNode, language: Language): Speller {
  const mayBeFollowed = (matcher: string) => {
    if (language !== 'python') throw new Error(`\`${matcher}\` follows the names of Python files only.`);
    return ANYTHING;
  };
  return {
    mentions: () => true,
    named: () => mayBeFollowed('resolves'),
    holding: (value) => (root.find({ rule: value }) === null ? mayBeFollowed('holds') : null),
  };
}
