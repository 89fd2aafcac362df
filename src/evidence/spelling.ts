import type { Rule } from '@ast-grep/napi';
import type { Imports } from './imports.ts';
import { type Rebindings, scopesThatRebind } from './scope.ts';
import type { Source } from './source.ts';
import type { SyntaxNode } from './syntax.ts';

/** Gives plain matchers over the ways in which one file writes something; null when it does so nowhere. */
export interface Speller {
  /** Whether a word stands anywhere in the text of the file; cheap, since it is remembered. */
  readonly mentions: (word: string) => boolean;
  /** An expression with one of the canonical names; names that need no import are written `builtins.open`. */
  readonly named: (canonicalNames: readonly string[]) => Rule | null;
  /** A name or attribute to which the file assigns a value that matches. */
  readonly holding: (value: Rule) => Rule | null;
}

/** Follows the imports of one file; asked once per rule, so that no rule has to follow them while it matches. */
export function spellerOf(source: Source): Speller {
  const mentions = wordsOf(source.text);
  const rebound = reboundIn(source, mentions);
  const rootRule = remember((name: string) => ruleForRoot(name, rebound(name), source.root));
  return {
    mentions,
    named: (canonicalNames) => {
      const spellings = canonicalNames
        .flatMap((name) => spell(name, source.imports))
        .filter(({ root, path }) => [root, ...path].every((part) => part === '*' || mentions(part)));
      return anyOf([...asNames(spellings, rootRule), ...asAttributes(spellings, rootRule)]);
    },
    holding: (value) => anyOf(namesHolding(value, source).map((name) => ({ pattern: name }))),
  };
}

/** Whether a name stands in a text; asked some hundred times, so that the text is cut into its words once. */
function wordsOf(text: string): (word: string) => boolean {
  let words: ReadonlySet<string> | undefined;
  return (word) => {
    words ??= new Set(text.match(/[\w\P{ASCII}]+/gu));
    return words.has(word);
  };
}

function remember<T>(answer: (question: string) => T): (question: string) => T {
  const answers = new Map<string, T>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const found = answer(question);
    answers.set(question, found);
    return found;
  };
}

function anyOf(rules: Rule[]): Rule | null {
  return rules.length === 0 ? null : { any: rules };
}

function namesHolding(value: Rule, { root }: Source): readonly string[] {
  const assignments = root.findAll({ rule: { kind: 'assignment', has: { field: 'right', ...value } } });
  const targets = assignments.map((assignment) => assignment.field('left'));
  const names = targets.filter((target) => target?.is('identifier') === true || target?.is('attribute') === true);
  return [...new Set(names.map((name) => name?.text() ?? ''))];
}

type RootRule = (name: string) => Rule | null;

/** A name as the file writes it: `np` and `random`, `normal`; an asterisk stands for any last segment. */
interface Spelling {
  readonly root: string;
  readonly path: readonly string[];
}

function spell(canonical: string, { names, stars }: Imports): readonly Spelling[] {
  const imported = [...names].flatMap(([root, targets]) =>
    targets.flatMap((target) => pathsFrom(target, canonical).map((path) => ({ root, path }))),
  );
  const unnamed = [...stars, 'builtins'].flatMap((module) => pathsFrom(module, canonical)).flatMap(asUnnamed);
  return [...imported, ...unnamed.filter(({ root }) => !names.has(root))];
}

/** What must follow a bound name to reach a canonical one; nothing when it cannot be reached from there. */
function pathsFrom(target: string, canonical: string): readonly (readonly string[])[] {
  if (canonical === target) return [[]];
  if (canonical.startsWith(`${target}.`)) return [canonical.slice(target.length + 1).split('.')];
  const family = canonical.endsWith('.*') ? canonical.slice(0, -1) : null;
  return family !== null && target.startsWith(family) && !target.slice(family.length).includes('.') ? [[]] : [];
}

/** Names that a star import brings are written bare. */
function asUnnamed([root, ...path]: readonly string[]): readonly Spelling[] {
  return root === undefined || root === '*' ? [] : [{ root, path }];
}

function asNames(spellings: readonly Spelling[], rootRule: RootRule): readonly Rule[] {
  const roots = new Set(spellings.filter(({ path }) => path.length === 0).map(({ root }) => root));
  return [...roots].flatMap((root) => {
    const rule = rootRule(root);
    return rule === null ? [] : [{ all: [rule, { not: { any: NAMES_OF_OTHER_THINGS } }] }];
  });
}

/** Where an identifier is no expression: in an import, as an attribute, as the name of a keyword or definition. */
const NAMES_OF_OTHER_THINGS: Rule[] = [
  { inside: { any: [{ kind: 'dotted_name' }, { kind: 'aliased_import' }, { kind: 'parameters' }] } },
  { inside: { kind: 'attribute', field: 'attribute' } },
  { inside: { kind: 'keyword_argument', field: 'name' } },
  { inside: { kind: 'function_definition', field: 'name' } },
  { inside: { kind: 'class_definition', field: 'name' } },
];

/** One rule for all last segments behind the same object: there are forty kinds of draw in `numpy.random`. */
function asAttributes(spellings: readonly Spelling[], rootRule: RootRule): readonly Rule[] {
  const families = new Map<string, { object: Spelling; lasts: Set<string> }>();
  for (const { root, path } of spellings) {
    const last = path.at(-1);
    if (last === undefined) continue;
    const object = { root, path: path.slice(0, -1) };
    const key = [root, ...object.path].join('.');
    const family = families.get(key) ?? { object, lasts: new Set() };
    families.set(key, { object, lasts: family.lasts.add(last) });
  }
  return [...families.values()].flatMap(({ object, lasts }) => {
    const objectRule = ruleForPath(object, rootRule);
    return objectRule === null ? [] : [attributeOf(objectRule, [...lasts])];
  });
}

function ruleForPath({ root, path }: Spelling, rootRule: RootRule): Rule | null {
  return path.reduce<Rule | null>(
    (object, segment) => (object === null ? null : attributeOf(object, [segment])),
    rootRule(root),
  );
}

function attributeOf(object: Rule, lasts: readonly string[]): Rule {
  const attribute: Rule = lasts.includes('*') ? { kind: 'identifier' } : { regex: `^(${lasts.join('|')})$` };
  return {
    kind: 'attribute',
    all: [{ has: { field: 'attribute', ...attribute } }, { has: { field: 'object', ...object } }],
  };
}

/** Names of the language itself that rules speak of; asked together, since each question goes through the whole file. */
const BUILTINS = ['eval', 'exec', 'float', 'int', 'open', 'print', 'str'];

/** All imported names are looked up in one pass over the file, when the first of them is asked for. */
function reboundIn(source: Source, mentions: (word: string) => boolean): (name: string) => readonly SyntaxNode[] {
  const { names } = source.imports;
  const together = new Set([...names.keys(), ...BUILTINS.filter((name) => !names.has(name) && mentions(name))]);
  let all: Rebindings | undefined;
  return (name) => {
    if (!together.has(name)) return [...(scopesThatRebind([name], source).get(name)?.values() ?? [])];
    all ??= scopesThatRebind([...together], source);
    return [...(all.get(name)?.values() ?? [])];
  };
}

/** The bare name where it still means what the imports say; null when it does so nowhere. */
function ruleForRoot(name: string, scopes: readonly SyntaxNode[], file: SyntaxNode): Rule | null {
  if (scopes.some((scope) => scope.id() === file.id())) return null;
  const rule: Rule = { kind: 'identifier', regex: `^${name}$` };
  if (scopes.length === 0) return rule;
  return { ...rule, not: { inside: { stopBy: 'end', any: scopes.map((scope) => ({ range: scope.range() })) } } };
}
