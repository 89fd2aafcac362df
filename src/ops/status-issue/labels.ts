import { STATES, type State } from '../state/state.ts';

/** The label of a state: `state:orange`. */
export function stateLabel(state: State): string {
  return `state:${state.toLowerCase()}`;
}

/** The labels of an issue with that of a state in the place of another state's; those of people stay. */
export function withStateLabel(labels: readonly string[], state: State): readonly string[] {
  const ours = STATES.map(stateLabel);
  const wanted = stateLabel(state);
  const kept = labels.filter((label) => label.toLowerCase() === wanted || !ours.includes(label.toLowerCase()));
  return kept.some((label) => label.toLowerCase() === wanted) ? kept : [...kept, wanted];
}
