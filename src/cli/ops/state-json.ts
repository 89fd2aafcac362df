import type { RuleResult } from '../../ops/state/state.ts';
import { disarmJson } from '../gate/disarm.ts';
import { VERSION } from '../version.ts';
import { patternJson } from './pattern-json.ts';
import type { ToldState } from './told-state.ts';
import { stepJson } from './told-step.ts';

/** A state for programs, with every rule's evidence; `indent` is 2 for people who look, 0 for an output of Actions. */
export function renderStateJson(
  { verdict, next, subject, from, asked, validUntil }: ToldState,
  exitCode: number,
  indent = 2,
): string {
  const { state, confidence, raisedBy, fired, unknown, evidence, signals, patterns, notes, asOf } = verdict;
  const told = {
    conclave_version: VERSION,
    exit_code: exitCode,
    subject,
    figures_from: from,
    state,
    confidence,
    raised_by: raisedBy,
    as_of: asOf,
    valid_until: validUntil,
    next_step: stepJson(next),
    fired,
    unknown,
    evidence: evidence.map(ruleOf),
    signals: signals.map(({ signal, crypto, level, found, limit, origin }) => ({
      ...{ signal, crypto, level, found, limit, origin },
    })),
    patterns: patterns.map(patternJson),
    asked,
    notes,
  };
  return disarmJson(JSON.stringify(told, null, indent));
}

function ruleOf({ rule, state, truth, found, limit, origin, signals, sampledAt }: RuleResult) {
  return { rule, state, truth, found, limit, origin, signals, sampled_at: sampledAt };
}
