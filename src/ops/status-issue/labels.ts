import { STATES, type State } from '../state/state.ts';

/** The label of a state: `state:orange`. */
export function stateLabel(state: State): string {
  return `state:${state.toLowerCase()}`;
}

/** The label of a state that nobody renews. */
const STALE_LABEL = 'state:stale';

/** The labels of an issue with that of a state that nobody renews; those of people stay. */
export function withStaleLabel(labels: readonly string[]): readonly string[] {
  return withLabel(labels, STALE_LABEL);
}

/** The labels of an issue with that of a state in the place of another state's; those of people stay. */
export function withStateLabel(labels: readonly string[], state: State): readonly string[] {
  return withLabel(labels, stateLabel(state));
}

function withLabel(labels: readonly string[], wanted: string): readonly string[] {
  const ours = [...STATES.map(stateLabel), STALE_LABEL];
  const kept = labels.filter((label) => label.toLowerCase() === wanted || !ours.includes(label.toLowerCase()));
  return kept.some((label) => label.toLowerCase() === wanted) ? kept : [...kept, wanted];
}
