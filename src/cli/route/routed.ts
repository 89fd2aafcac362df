import type { Routing } from '../../flows/load-routing.ts';
import { depthOf } from '../../routing/merge-rows.ts';
import type { Route } from '../../routing/route.ts';
import type { RouteFacts } from '../../routing/route-facts.ts';

/** A route, and what a person needs to check it. */
export interface Routed {
  /** `acme/quant#41`, or the name of the local repository. */
  readonly subject: string;
  /** The commit that was looked at; null where that is not known. */
  readonly head: string | null;
  /** Where the rows come from, in words. */
  readonly rowsFrom: string;
  readonly facts: RouteFacts;
  readonly route: Route;
  readonly routing: Routing;
  /** `committee.budget_usd`, above which no row can raise the budget. */
  readonly budgetUsd: number;
  readonly notes: readonly string[];
}

/** Short names of those who are seated. */
export function seatedIn({ route, routing }: Pick<Routed, 'route' | 'routing'>): readonly string[] {
  if (route.depth === 'skip') return [];
  return route.experts ?? routing.known.experts;
}

/** Whether no row that matched speaks of the session, so that the default holds. */
export function isDefault({ route, routing }: Pick<Routed, 'route' | 'routing'>): boolean {
  const matched = new Set(route.rows.map(({ id }) => id));
  return routing.matrix.rows.every(({ id, wants }) => !matched.has(id) || depthOf(wants) === null);
}
