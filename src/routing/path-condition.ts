import type { RowWhen } from '../config/routing-config.ts';
import { matchesAny, matchesGlob } from '../kernel/glob.ts';
import { type Answer, holdsBecause } from './answer.ts';
import { type Areas, globsOf } from './matrix.ts';
import type { RouteFacts, TouchedFile } from './route-facts.ts';

/** Any touched path matches, but for those that the row does not count. */
export function demandPaths(when: RowWhen, facts: RouteFacts, areas: Areas): Answer | null {
  const { paths } = when;
  if (paths === undefined) return null;
  return holdsBecause(tellMatching(countedPaths(when, facts, areas), paths, areas));
}

/** A touched path lies in one of the areas, but for those that the row does not count. */
export function demandRisk(when: RowWhen, facts: RouteFacts, areas: Areas): Answer | null {
  const { risk } = when;
  if (risk === undefined) return null;
  const counted = countedPaths(when, facts, areas);
  const found = risk.flatMap((area) => {
    const [first, ...others] = counted.filter((path) => matchesAny(path, areas[area] ?? []));
    return first === undefined ? [] : [`${nameAndCount(first, others)} ${lies(others)} in the area ${area}`];
  });
  return holdsBecause(found.length === 0 ? null : found.join('; '));
}

/** Every touched path matches; a change that touches none does not. */
export function demandOnly({ only }: RowWhen, facts: RouteFacts, areas: Areas): Answer | null {
  if (only === undefined) return null;
  const touched = touchedPaths(facts.files);
  const isOnly = touched.length > 0 && touched.every((path) => matchesAny(path, globsOfAll(only, areas)));
  return holdsBecause(isOnly ? `nothing else is touched than ${listWords(only, 'and')}` : null);
}

/** No touched path matches. */
export function demandNone({ none }: RowWhen, facts: RouteFacts, areas: Areas): Answer | null {
  if (none === undefined) return null;
  const isTouched = touchedPaths(facts.files).some((path) => matchesAny(path, globsOfAll(none, areas)));
  return holdsBecause(isTouched ? null : `nothing of ${listWords(none, 'or')} is touched`);
}

/** At least so many lines and files are changed. */
export function demandSize({ size }: RowWhen, { files }: RouteFacts): Answer | null {
  if (size === undefined) return null;
  const lines = files.reduce((sum, file) => sum + file.lines, 0);
  const parts = [
    ...(size.lines === undefined ? [] : [{ found: lines, asked: size.lines, what: 'changed lines' }]),
    ...(size.files === undefined ? [] : [{ found: files.length, asked: size.files, what: 'files' }]),
  ];
  if (parts.some(({ found, asked }) => found < asked)) return { kind: 'fails' };
  return holdsBecause(parts.map(({ found, asked, what }) => `${found} ${what}, at least ${asked}`).join('; '));
}

/** Every path that a change touches, each once; a rename touches both its paths. */
function touchedPaths(files: readonly TouchedFile[]): readonly string[] {
  return [
    ...new Set(files.flatMap(({ path, previousPath }) => (previousPath === null ? [path] : [path, previousPath]))),
  ];
}

function countedPaths({ except }: RowWhen, { files }: RouteFacts, areas: Areas): readonly string[] {
  const touched = touchedPaths(files);
  return except === undefined ? touched : touched.filter((path) => !matchesAny(path, globsOfAll(except, areas)));
}

/** The patterns that a list of a row stands for. */
function globsOfAll(paths: readonly string[], areas: Areas): readonly string[] {
  return paths.flatMap((path) => globsOf(path, areas));
}

/** `src/training/fit.py (and 3 more) matches src/training/**`; null when nothing does. */
function tellMatching(touched: readonly string[], paths: readonly string[], areas: Areas): string | null {
  const [first, ...others] = touched.filter((path) => matchesAny(path, globsOfAll(paths, areas)));
  if (first === undefined) return null;
  const by = paths.find((path) => globsOf(path, areas).some((glob) => matchesGlob(first, glob)));
  return `${nameAndCount(first, others)} matches ${by ?? listWords(paths, 'or')}`;
}

function nameAndCount(first: string, others: readonly string[]): string {
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}

function lies(others: readonly string[]): string {
  return others.length === 0 ? 'lies' : 'lie';
}

const MOST_WORDS = 6;

/** `a, b and c`; of a long list the first ones. */
function listWords(words: readonly string[], and: 'and' | 'or'): string {
  if (words.length > MOST_WORDS) return `${words.slice(0, MOST_WORDS).join(', ')}, …`;
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${and} ${last}`;
}
