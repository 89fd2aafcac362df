import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../src/config/config.ts';
import { isAppError, renderError } from '../../src/kernel/app-error.ts';
import { decideRoute } from '../../src/routing/decide-route.ts';
import { assembleMatrix, type KnownNames, type MatrixRow, type RoutingMatrix } from '../../src/routing/matrix.ts';
import type { Route } from '../../src/routing/route.ts';
import type { RouteFacts, TouchedFile } from '../../src/routing/route-facts.ts';
import { parseRoutingFile } from '../../src/routing/routing-file.ts';

/** The built-in experts, and no rule that is known. */
export const KNOWN: KnownNames = {
  experts: ['ml-engineer', 'data-scientist', 'crypto-trader', 'architect', 'ops'],
  rules: null,
};

const PATH = 'catalog/routing.yaml';

/** The rows that come with the program. */
export const BUILT_IN: readonly MatrixRow[] = parseRoutingFile(
  readFileSync(join(import.meta.dirname, '../..', PATH), 'utf8'),
  PATH,
);

/** A matrix of rows as they stand under `routing:`, each a line of YAML; other settings may follow. */
export function matrixOf(rows: readonly string[], settings = ''): RoutingMatrix {
  const routing = rows.length === 0 ? '' : `routing:\n${rows.map((row) => `  - ${row}\n`).join('')}`;
  return assembleMatrix(parseConfig(`version: 1\n${routing}${settings}`), BUILT_IN);
}

/** Touched files by their paths, each with two changed lines; `old > new` is a rename, `-path` a deletion. */
export function touching(...paths: readonly string[]): readonly TouchedFile[] {
  return paths.map((written) => {
    const [path = '', to] = written.split(' > ');
    if (to !== undefined) return { path: to, previousPath: path, status: 'renamed', lines: 2 };
    const isDeleted = path.startsWith('-');
    return {
      path: isDeleted ? path.slice(1) : path,
      previousPath: null,
      status: isDeleted ? 'deleted' : 'modified',
      lines: 2,
    };
  });
}

/** Facts of which everything is known and nothing is remarkable, but for what is given. */
export function factsWith(facts: Partial<RouteFacts>): RouteFacts {
  return {
    files: touching('src/app.py'),
    labels: [],
    title: 'feat: add momentum',
    author: 'MEMBER',
    baseBranch: 'main',
    adrs: [],
    evidence: [],
    history: { blockers: 0, majors: 0, all: 0 },
    asked: { sessionType: null, experts: null },
    ...facts,
  };
}

/** The route of some facts by rows as they stand under `routing:`. */
export function routeBy(rows: readonly string[], facts: Partial<RouteFacts> = {}): Route {
  return decideRoute(factsWith(facts), matrixOf(rows), KNOWN);
}

/** Ids of the rows that matched. */
export function matchedIn({ rows }: Route): readonly string[] {
  return rows.map(({ id }) => id);
}

/** The words of a refused configuration. */
export function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isAppError(error) && error.code === 'bad-config') return renderError(error);
    throw error;
  }
  throw new Error('nothing was refused');
}
