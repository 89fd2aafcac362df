import { describe, expect, it } from 'vitest';
import { judgeRules } from '../../../src/flows/doctor/rulesets.ts';
import type { BranchRule, RequiredCheck } from '../../../src/ports/app-examiner.ts';
import { APP } from './healthy-house.ts';

const demand = (...requiredChecks: RequiredCheck[]): BranchRule => ({ type: 'required_status_checks', requiredChecks });
const OURS: RequiredCheck = { name: 'conclave/verdict', app: APP.id };
/** Demanded as it should be wherever the other check is looked at. */
const GATES = demand({ name: 'conclave/guardrails', app: APP.id });
const QUEUE: BranchRule = { type: 'merge_queue', requiredChecks: [] };

describe('the required checks of a branch', () => {
  it.each<[string, readonly BranchRule[], readonly string[]]>([
    [
      'ours, of us',
      [demand(OURS, { name: 'tests', app: null })],
      ['ok: conclave/verdict is required of conclave-acme'],
    ],
    ['none', [], ['warning: conclave/verdict is not required']],
    ['ours, of anybody', [demand({ ...OURS, app: null })], ['warning: conclave/verdict is required of any source']],
    ['ours in two rulesets', [demand(OURS), demand({ ...OURS, app: null })], ['ok: conclave/verdict']],
    [
      'ours, of another app',
      [demand({ ...OURS, app: 15_368 })],
      ['failure: conclave/verdict is required of app 15368'],
    ],
    [
      'ours of us and of another app',
      [demand(OURS), demand({ ...OURS, app: 9 })],
      ['failure: conclave/verdict is required of app 9'],
    ],
    [
      'a name with an error in it',
      [demand(OURS, { name: 'conclave/verdct', app: null })],
      ['ok: conclave/verdict', 'failure: “conclave/verdct” is required'],
    ],
    [
      'one in capitals alone',
      [demand({ name: 'Conclave/Verdict', app: null })],
      ['warning: conclave/verdict is not required', 'failure: “Conclave/Verdict” is required'],
    ],
    [
      'one that this version does not publish',
      [demand(OURS, { name: 'conclave/state', app: null })],
      ['ok: conclave/verdict', 'failure: “conclave/state” is required'],
    ],
    [
      'any name of us that we do not publish',
      [demand(OURS, { name: 'review', app: APP.id })],
      ['ok: conclave/verdict', 'failure: “review” is required'],
    ],
    ['a similar name of another app', [demand(OURS, { name: 'conclave/verdct', app: 9 })], ['ok: conclave/verdict']],
    ['a merge queue', [demand(OURS), QUEUE], ['ok: conclave/verdict']],
    [
      'the blocking rules, which need not be required, of another app',
      [demand(OURS, { name: 'conclave/rules', app: 9 })],
      ['ok: conclave/verdict', 'failure: conclave/rules is required of app 9'],
    ],
  ])('%s', (_, rules, expected) => {
    const lines = judgeRules({ name: 'acme/quant main', rules: [...rules, GATES] }, APP);

    const found = lines.map((line) => `${line.status}: ${line.found.replace('acme/quant main: ', '')}`);
    expect(found).toContain('ok: conclave/guardrails is required of conclave-acme');
    const others = found.filter((each) => !each.includes('conclave/guardrails is'));
    expect(others.map((each, index) => each.startsWith(expected[index] ?? '-'))).toEqual(expected.map(() => true));
  });

  it('are both looked for', () => {
    const lines = judgeRules({ name: 'acme/quant main', rules: [demand(OURS)] }, APP);

    expect(lines.map(({ status }) => status)).toEqual(['ok', 'warning']);
    expect(lines[1]?.found).toContain('conclave/guardrails is not required');
  });

  it('name the nearest name that is published', () => {
    const lines = judgeRules({ name: 'x', rules: [demand({ name: 'conclave/verdit', app: null })] }, APP);

    expect(lines.at(-1)?.advice).toContain('Did you mean conclave/verdict?');
  });

  it('cannot be met in a merge queue of which the app does not hear', () => {
    const deaf = { ...APP, events: APP.events.filter((event) => event !== 'merge_group') };

    const lines = judgeRules({ name: 'x', rules: [demand(OURS), GATES, QUEUE] }, deaf);

    expect(lines.map(({ status }) => status)).toEqual(['ok', 'ok', 'failure']);
    expect(lines.at(-1)?.found).toContain('merge queue');
  });
});
