import { CONFIG_PATH } from '../../config/config.ts';
import type { Reason } from '../gate.ts';
import { strangersIn } from './evidence-selection.ts';
import { unknownRecords } from './record-selection.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { SettledRule } from './settled-rule.ts';

/**
 * Warnings about rules that can never ask or never pass, as far as that can be proven: paths that the rule itself takes
 * back, evidence rules and records that nobody knows, a team that is not there.
 */
export function findIdle(rules: readonly SettledRule[], facts: RuleFacts): readonly Reason[] {
  return rules.flatMap((rule) => faults.flatMap((find) => find(rule, facts)).map((fault) => noteOn(rule, fault)));
}

type Fault = string;

const faults: readonly ((rule: SettledRule, facts: RuleFacts) => readonly Fault[])[] = [
  takesBackItsPaths,
  namesUnknownEvidence,
  namesUnknownRecords,
  namesAbsentTeam,
];

const EVERYTHING = ['**', '**/*', '*'];

function takesBackItsPaths({ when }: SettledRule): readonly Fault[] {
  const { paths, except = [] } = when ?? {};
  const isAll = except.some((glob) => EVERYTHING.includes(glob));
  const isEach = Array.isArray(paths) && paths.every((glob) => except.includes(glob));
  return isAll || isEach ? ['can never ask, since "except" takes back all of its paths'] : [];
}

function namesUnknownEvidence({ when, require }: SettledRule, { evidence }: RuleFacts): readonly Fault[] {
  if (evidence.kind === 'unknown') return [];
  const words = [...(when?.evidence ?? []), ...(require.evidence?.none_of ?? [])];
  const strangers = strangersIn(words, evidence.value);
  return strangers.length === 0 ? [] : [`names evidence rules that there are not: ${strangers.join(', ')}`];
}

function namesUnknownRecords({ when, require }: SettledRule, { records }: RuleFacts): readonly Fault[] {
  if (records.kind === 'unknown') return [];
  const named = [when?.adrs, require.adr?.respected].filter((words) => words !== undefined);
  const unknown = named.flatMap((words) => unknownRecords(words, records.value.records));
  return unknown.length === 0 ? [] : [`names records that the base branch has not accepted: ${unknown.join(', ')}`];
}

function namesAbsentTeam({ require: { approval } }: SettledRule, { teams }: RuleFacts): readonly Fault[] {
  if (approval?.kind !== 'team' || teams.get(approval.team)?.kind !== 'absent') return [];
  return [`can never pass, since there is no team ${approval.team} that can be seen here`];
}

function noteOn({ id, line }: SettledRule, fault: Fault): Reason {
  return {
    level: 'warning',
    key: `idle ${id}`,
    text: `The rule ${id} ${fault}.`,
    ...(line !== null && { path: CONFIG_PATH, line }),
  };
}
