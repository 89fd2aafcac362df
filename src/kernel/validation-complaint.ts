import type { z } from 'zod';
import { nearestWord } from './nearest.ts';
import { listOf } from './validation-expectation.ts';
import type { Outline } from './validation-outline.ts';
import type { YamlDocument, YamlPath } from './yaml-document.ts';

const LONGEST_VALUE = 60;

/** One wrong place in a document, in words. */
export interface Complaint {
  readonly line: number;
  readonly what: string;
  readonly expected: string;
  readonly advice: readonly string[];
}

/** What is needed to speak of an issue in the words of the document. */
export interface ComplaintContext {
  readonly document: YamlDocument;
  readonly outline: Outline;
  readonly hints: Readonly<Record<string, string>>;
}

/** The complaints that one issue of the schema stands for: one for each unknown key, otherwise one. */
export function complaintsOf(issue: z.core.$ZodIssue, context: ComplaintContext): readonly Complaint[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, context));
    case 'invalid_key':
      return [wrongKey(path, issue.issues[0]?.message ?? issue.message, context)];
    case 'invalid_union':
      return wrongChoice(issue, path, context);
    case 'custom':
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_format':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'too_small':
    case 'too_big':
      return [wrongValue(path, issue.message, context)];
    default:
      return issue satisfies never;
  }
}

function unknownKey(path: YamlPath, key: string, { document, outline, hints }: ComplaintContext): Complaint {
  const known = outline.keysAt(path);
  const under = path.length === 0 ? '' : ` under ${nameOf(path)}`;
  return {
    line: document.lineOf([...path, key]),
    what: `unknown key "${key}"${under}`,
    expected: known.length === 0 ? 'no keys here' : listOf(known),
    advice: adviceForKey(path, key, { known, hints, homes: outline.homesOf(key) }),
  };
}

interface KnownKeys {
  readonly known: readonly string[];
  readonly hints: Readonly<Record<string, string>>;
  readonly homes: readonly string[];
}

function adviceForKey(path: YamlPath, key: string, { known, hints, homes }: KnownKeys): readonly string[] {
  const hinted = hintsUnder(path, hints);
  const hint = hinted.get(key);
  if (hint !== undefined) return [hint];
  const near = nearestWord(key, [...known, ...hinted.keys()]);
  if (near !== null)
    return [[`did you mean "${near}"?`, hinted.get(near)].filter((part) => part !== undefined).join(' ')];
  return homes.length === 0 ? [] : [`"${key}" belongs ${homes.map(nameOfHome).join(' or ')}.`];
}

function nameOfHome(home: string): string {
  return home === '' ? 'at the top level' : `under ${home}`;
}

function hintsUnder(path: YamlPath, hints: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const prefix = path.length === 0 ? '' : `${nameOf(path)}.`;
  const inside = Object.entries(hints).filter(([place]) => place.startsWith(prefix));
  const named = inside.map(([place, hint]) => [place.slice(prefix.length), hint] as const);
  return new Map(named.filter(([key]) => !key.includes('.')));
}

function wrongKey(path: YamlPath, expected: string, { document }: ComplaintContext): Complaint {
  const key = String(path.at(-1) ?? '');
  const under = path.length < 2 ? '' : ` under ${nameOf(path.slice(0, -1))}`;
  return { line: document.lineOf(path), what: `key "${key}"${under} is not allowed`, expected, advice: [] };
}

/** Tells the alternative that went furthest into the value; all of them when each refused the value as a whole. */
function wrongChoice(
  issue: z.core.$ZodIssueInvalidUnion,
  path: YamlPath,
  context: ComplaintContext,
): readonly Complaint[] {
  const words = context.outline.wordsAt(path);
  if (issue.errors.length === 0) return [wrongValue(path, words.length === 0 ? issue.message : listOf(words), context)];
  const deepest = issue.errors.toSorted((left, right) => depthOf(right) - depthOf(left))[0] ?? [];
  if (depthOf(deepest) > 0) {
    return deepest.flatMap((inner) => complaintsOf({ ...inner, path: [...issue.path, ...inner.path] }, context));
  }
  const phrases = new Set(issue.errors.flatMap((alternative) => alternative.map((inner) => inner.message)));
  return [wrongValue(path, [...phrases].join(', or '), context)];
}

function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)));
}

function wrongValue(path: YamlPath, expected: string, { document, outline }: ComplaintContext): Complaint {
  const value = valueAt(document.value, path);
  const near = typeof value === 'string' ? nearestWord(value, outline.wordsAt(path)) : null;
  return {
    line: document.lineOf(path),
    what: value === undefined ? missing(path) : `${labelOf(path)} is ${described(value)}`,
    expected,
    advice: near === null ? [] : [`did you mean "${near}"?`],
  };
}

function missing(path: YamlPath): string {
  const under = path.length < 2 ? '' : ` under ${nameOf(path.slice(0, -1))}`;
  return `missing key "${String(path.at(-1) ?? '')}"${under}`;
}

function labelOf(path: YamlPath): string {
  const [last, ...before] = path.toReversed();
  if (last === undefined) return 'the document';
  if (typeof last === 'number' || before.length === 0) return nameOf(path);
  return `${last} under ${nameOf(before.toReversed())}`;
}

/** A path as people write it: `committee.models.first`, `evidence.off[2]`. */
function nameOf(path: YamlPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((inner, step) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([key]) => key === String(step))?.[1];
  }, value);
}

function described(value: unknown): string {
  if (value === null || value === '') return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}
