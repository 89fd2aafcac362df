import { type State, worse } from './state.ts';

const HOUR_MS = 3_600_000;
/** Thirty days. */
export const MOST_HOURS = 720;

/** The state of each hour, oldest first; null for an hour in which nobody looked. */
export interface Hours {
  /** ISO 8601 of the first hour's beginning, UTC. */
  readonly first: string;
  readonly states: readonly (State | null)[];
}

/** The hours with one more evaluation; an hour keeps the worst state that it saw, and only the last 30 days are kept. */
export function addHour(hours: Hours | null, at: string, state: State): Hours {
  const hour = Math.floor(Date.parse(at) / HOUR_MS);
  const first = hours === null ? hour : Math.floor(Date.parse(hours.first) / HOUR_MS);
  const index = hour - first;
  if (hours === null || index >= hours.states.length + MOST_HOURS) return { first: isoOf(hour), states: [state] };
  if (index < 0) return hours;
  const gap = Array.from({ length: Math.max(0, index + 1 - hours.states.length) }, () => null);
  const states = [...hours.states, ...gap].with(index, worse(hours.states[index] ?? state, state));
  const dropped = Math.max(0, states.length - MOST_HOURS);
  return { first: isoOf(first + dropped), states: states.slice(dropped) };
}

function isoOf(hour: number): string {
  return new Date(hour * HOUR_MS).toISOString();
}
