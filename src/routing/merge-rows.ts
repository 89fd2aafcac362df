import type { RowThen } from '../config/routing-config.ts';
import type { KnownNames, MatrixRow } from './matrix.ts';
import type { Depth, Route } from './route.ts';

/** What the rows that match ask for together. */
export type MergedRoute = Omit<Route, 'rows' | 'undecided'>;

type Wanting = Pick<MatrixRow, 'wants'>;

/**
 * Merges rows that do not contradict each other: all experts, teams, reviewers and labels, the deepest depth, the lowest
 * budget. Where none of them speaks about the session, it is a full review of a pull request by all.
 */
export function mergeRows(rows: readonly Wanting[], known: Pick<KnownNames, 'experts'>): MergedRoute {
  const wanted = rows.map(({ wants }) => wants);
  return {
    session_type: first(wanted.map(({ session }) => session)) ?? 'pr_review',
    depth: deepest(wanted.map(depthOf).filter((depth) => depth !== null)) ?? 'full',
    experts: mergeExperts(wanted, known.experts),
    models: mergeModels(wanted),
    budget_usd: lowest(wanted.flatMap(({ budget_usd }) => budget_usd ?? [])),
    reviewers: unique(wanted.flatMap(({ reviewers }) => reviewers ?? [])),
    teams: unique(wanted.flatMap(({ teams }) => teams ?? [])),
    labels: unique(wanted.flatMap(({ labels }) => labels ?? [])),
  };
}

/** How deep a row wants the session to be; null when it says nothing about it. */
export function depthOf({ depth, session, experts }: RowThen): Depth | null {
  if (depth !== undefined) return depth;
  return session === undefined && experts === undefined ? null : 'full';
}

/** A row that holds a session and names no experts means all of them; so does the default. */
function mergeExperts(wanted: readonly RowThen[], known: readonly string[]): string[] | null {
  const holding = wanted.filter((wants) => (depthOf(wants) ?? 'skip') !== 'skip');
  if (holding.length === 0 || holding.some(({ experts }) => experts === undefined)) return null;
  const named = new Set(holding.flatMap(({ experts }) => experts ?? []));
  const seated = known.filter((expert) => named.has(expert));
  return seated.length === known.length ? null : seated;
}

const DEPTHS: readonly Depth[] = ['full', 'light', 'skip'];

function deepest(depths: readonly Depth[]): Depth | null {
  return DEPTHS.find((depth) => depths.includes(depth)) ?? null;
}

function mergeModels(wanted: readonly RowThen[]): Route['models'] {
  const [one, two, chair] = [
    first(wanted.map(({ models }) => models?.first)),
    first(wanted.map(({ models }) => models?.second)),
    first(wanted.map(({ models }) => models?.chair)),
  ];
  return {
    ...(one !== undefined && { first: one }),
    ...(two !== undefined && { second: two }),
    ...(chair !== undefined && { chair }),
  };
}

function first<T>(values: readonly (T | undefined)[]): T | undefined {
  return values.find((value) => value !== undefined);
}

function lowest(budgets: readonly number[]): number | null {
  return budgets.length === 0 ? null : Math.min(...budgets);
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
