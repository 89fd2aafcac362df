import type { RoutingRow } from '../config/routing-config.ts';
import type { Depth, Route } from './route.ts';

/** Whether a row asks for what may change of a pull request while its commits stay: labels, title, base branch. */
export function dependsOnPull({ when }: Pick<RoutingRow, 'when'>): boolean {
  return when.labels !== undefined || when.title !== undefined || when.base !== undefined;
}

/** What of a route decides on the session. */
export type SessionRoute = Pick<Route, 'session_type' | 'depth' | 'experts' | 'models'>;

/**
 * Whether a route asks for more than the session that was held by another one: another type, a deeper look, an expert or
 * a model that was not asked. Who asks for less is content with what was held.
 */
export function asksForMore(now: SessionRoute, held: SessionRoute): boolean {
  if (now.depth === 'skip') return false;
  if (held.depth === 'skip' || now.session_type !== held.session_type) return true;
  return RANKS[now.depth] > RANKS[held.depth] || addsExperts(now, held) || changesModels(now, held);
}

const RANKS: Readonly<Record<Depth, number>> = { skip: 0, light: 1, full: 2 };

function addsExperts({ experts }: SessionRoute, held: SessionRoute): boolean {
  if (held.experts === null) return false;
  return experts === null || experts.some((expert) => held.experts?.includes(expert) !== true);
}

const SLOTS = ['first', 'second', 'chair'] as const;

function changesModels({ models }: SessionRoute, held: SessionRoute): boolean {
  return SLOTS.some((slot) => models[slot] !== undefined && models[slot] !== held.models[slot]);
}
