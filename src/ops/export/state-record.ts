import { RULES } from '../state/rules/rules.ts';
import { STATES, type State } from '../state/state.ts';
import type { RecordingRule } from './signal-records.ts';

/** GREEN is 0 and RED is 3, so that a chart goes up when things get worse. */
export function stateNumber(state: State): number {
  return STATES.length - 1 - STATES.indexOf(state);
}

/** The truth of each rule, 1 or 0; there is none where nobody knows it. */
export const TRUTH = 'conclave:rule';

/**
 * The state by its rules as a number, the worst first: what is true, then what the unknown allows. A rule that this
 * Prometheus cannot judge is unknown, so that the state without it is never GREEN.
 */
export function stateRecord(): RecordingRule {
  const red = RULES.filter(({ state }) => state === 'RED').length;
  const steps: readonly (readonly [state: State, when: string])[] = [
    ['RED', isTrue('RED')],
    ['ORANGE', isTrue('ORANGE')],
    ['ORANGE', areMissing('{state="RED"}', red)],
    ['YELLOW', isTrue('YELLOW')],
    ['YELLOW', areMissing('', RULES.length)],
  ];
  const lines = steps.map(([state, when]) => `vector(${stateNumber(state)}) and on () (${when})`);
  return { record: 'conclave:state', expr: [...lines, `vector(${stateNumber('GREEN')})`].join('\nor\n') };
}

function isTrue(state: State): string {
  return `${TRUTH}{state="${state}"} == 1`;
}

function areMissing(selector: string, all: number): string {
  return `count(${TRUTH}${selector}) < ${all} or absent(${TRUTH}${selector})`;
}
