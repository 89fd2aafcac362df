import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { RuleResult, SignalFinding, StateVerdict } from '../state/state.ts';
import type { Standing } from '../state/transition.ts';

const LONGEST_WORDS = 240;

/** Why the state is what is shown, in one sentence of safe Markdown without a full stop. */
export function tellReason(standing: Pick<Standing, 'state' | 'isHeld'>, verdict: StateVerdict): string {
  const { state, isHeld } = standing;
  if (isHeld && verdict.state !== state) return 'a volume was full or kills recurred, and it is not known to be over';
  if (verdict.state !== state)
    return `until a second evaluation says ${verdict.state} too, since ${tellVerdict(verdict)}`;
  return tellVerdict(verdict);
}

/** Why an evaluation says what it says. */
function tellVerdict(verdict: StateVerdict): string {
  const { state, raisedBy, evidence, signals, patterns } = verdict;
  const pattern = patterns.find(({ truth }) => truth === 'true');
  if (raisedBy === 'nothing' && pattern !== undefined)
    return `every rule is false by evidence, but ${inlineCode(pattern.pattern)}, which was an incident, is there`;
  if (raisedBy === 'nothing') return 'every rule is false by evidence';
  const first = evidence.find((rule) => rule.truth === 'true' && rule.state === state);
  if (raisedBy === 'rules' && first !== undefined) return `${tellRule(first)}${tellMore(verdict.fired.length - 1)}`;
  const bad = signals.filter(({ level }) => level === 'warning' || level === 'critical');
  if (raisedBy === 'rules' && bad[0] !== undefined) return `${tellSignal(bad[0])}${tellMore(bad.length - 1)}`;
  return tellUnknown(verdict);
}

function tellRule({ rule, found, limit }: RuleResult): string {
  return `${inlineCode(rule)}: ${plainText(found, LONGEST_WORDS)} (fires at ${plainText(limit, 120)})`;
}

function tellSignal({ signal, crypto: symbol, found, limit }: SignalFinding): string {
  const of = symbol === null ? '' : ` of ${inlineCode(symbol)}`;
  return `${inlineCode(signal)}${of}: ${plainText(found, LONGEST_WORDS)} (${plainText(limit, 120)})`;
}

function tellUnknown({ unknown, evidence, confidence, signals }: StateVerdict): string {
  const first = evidence.find(({ truth }) => truth === 'unknown');
  if (confidence === 'blind') return `nobody can judge a single outage rule: ${why(first)}`;
  if (first === undefined) {
    const [signal] = signals.filter(({ level }) => level === 'unknown');
    return signal === undefined ? 'something is unknown' : `unknown is ${tellSignal(signal)}`;
  }
  return `${inlineCode(first.rule)} cannot be judged: ${why(first)}${tellMore(unknown.length - 1)}`;
}

function why(result: RuleResult | undefined): string {
  return plainText(result?.found ?? 'there is no evidence', LONGEST_WORDS);
}

function tellMore(count: number): string {
  return count > 0 ? `, and ${count} more` : '';
}
