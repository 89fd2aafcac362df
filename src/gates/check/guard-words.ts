import { GATE_WORDS, type GateAnswer, type GateResult, type Reason } from '../gate.ts';
import type { GuardReport } from '../report.ts';

/** The sign before a gate's line. */
export const SIGNS: Readonly<Record<GateAnswer, string>> = {
  pass: '✓',
  fail: '✗',
  exempt: '–',
  waived: '~',
  off: '○',
  action_required: '!',
};

/** The answer in words, as a reader knows it. */
export const ANSWER_WORDS: Readonly<Record<GateAnswer, string>> = {
  pass: 'pass',
  fail: 'fail',
  exempt: 'exempt',
  waived: 'waived',
  off: 'off',
  action_required: 'not asked',
};

/** `G1 title`. */
export function nameGate({ id }: Pick<GateResult, 'id'>): string {
  return `${id} ${GATE_WORDS[id]}`;
}

/** The reason of a gate that a reader needs first: what fails, else what was said first. */
export function leadOf({ reasons }: GateResult): Reason {
  const lead = reasons.find(({ level }) => level === 'failure') ?? reasons[0];
  return lead ?? { level: 'notice', key: 'none', text: 'no reason was given' };
}

const COUNTED = 5;

/** What the check is titled: which gates fail, or why nothing does; made of the product's own words alone. */
export function titleOf({ gates, bypass, conclusion }: GuardReport): string {
  if (bypass !== null) {
    return bypass.kind === 'bot' ? 'Exempt: a listed app, every commit its own' : 'OFF by the kill switch';
  }
  const of = (answer: GateAnswer) => gates.filter((gate) => gate.answer === answer);
  const [failing, unasked, waived, passed] = [of('fail'), of('action_required'), of('waived'), of('pass')];
  if (failing.length > 0) return `${failing.length} of ${COUNTED} gates ${fails(failing.length)}: ${list(failing)}`;
  if (unasked.length === gates.length) return 'The configuration is wrong, so no gate was asked';
  if (conclusion === 'action_required') return `Not asked: ${list(unasked)}`;
  if (waived.length > 0) return `No gate fails; waived: ${list(waived)}`;
  if (passed.length === 0) return 'No gate had a question';
  const rest =
    passed.length === gates.length ? 'all pass' : `${list(passed)} ${passed.length === 1 ? 'passes' : 'pass'}`;
  return `No gate fails: ${rest}`;
}

function fails(count: number): string {
  return count === 1 ? 'fails' : 'fail';
}

function list(gates: readonly GateResult[]): string {
  return gates.map(nameGate).join(', ');
}
