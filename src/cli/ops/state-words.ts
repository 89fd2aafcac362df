import { namePattern } from '../../ops/patterns/pattern.ts';
import type { RuleResult, SignalFinding, State, StateVerdict } from '../../ops/state/state.ts';
import { countOf } from '../knowledge/count.ts';
import type { Tone } from '../verdict-text/line.ts';

/** What a state means for the eye; the word of it always stands beside. */
export const STATE_TONES: Readonly<Record<State, Tone>> = {
  RED: 'bad',
  ORANGE: 'bad',
  YELLOW: 'warning',
  GREEN: 'good',
};

/** The state and how it came about, in one line. */
export function titleOf({ state, raisedBy, fired, unknown }: StateVerdict): string {
  const told = [
    ...(raisedBy === 'unknowns' ? ['raised only by what is unknown'] : []),
    ...(fired.length === 0 ? [] : [`${countOf(fired.length, 'rule')} fired`]),
    ...(unknown.length === 0 ? [] : [`${unknown.length} unknown`]),
  ];
  return [`State: ${state}`, ...told].join(', ');
}

/** The one reason that weighs most, as a sentence. */
export function reasonOf({ evidence, state, raisedBy, signals, patterns }: StateVerdict): string {
  const first = evidence.find(({ truth }) => truth === (raisedBy === 'unknowns' ? 'unknown' : 'true'));
  if (first !== undefined) return `${first.rule}: ${judgedOf(first)}.`;
  const pattern = patterns.find(({ truth }) => truth === 'true');
  if (pattern !== undefined && state === 'GREEN')
    return `No rule fired, but there is a pattern that was an incident: ${namePattern(pattern)}, ${judgedOf(pattern)}.`;
  if (state === 'GREEN') return 'Every rule was judged, and none fired.';
  const [worst] = ailing(signals);
  return worst === undefined ? 'No rule fired.' : `No rule fired, but ${signalOf(worst)}.`;
}

/** What was found, or why nobody knows, and at which line the rule fires. */
export function judgedOf({ found, limit }: Pick<RuleResult, 'found' | 'limit'>): string {
  return `${found}; limit: ${limit}`;
}

/** A golden signal that is not healthy. */
export interface AilingSignal extends SignalFinding {
  readonly level: 'critical' | 'warning' | 'unknown';
}

/** Golden signals that are not healthy, those that are critical first. */
export function ailing(signals: readonly SignalFinding[]): readonly AilingSignal[] {
  return (['critical', 'warning', 'unknown'] as const).flatMap((level) =>
    signals.filter((signal) => signal.level === level).map((signal) => ({ ...signal, level })),
  );
}

/** A golden signal in words: `BTCUSDC std_f1_buy 0.12; limit: more than 0.1`. */
export function signalOf({ crypto, signal, level, found, limit }: SignalFinding): string {
  const of = crypto ?? 'platform';
  return level === 'unknown' ? `${of}: ${found}` : `${of} ${signal} ${judgedOf({ found, limit })}`;
}

/** How much of the state stands on evidence. */
export function confidenceOf({ confidence, evidence }: StateVerdict): string {
  const judged = evidence.filter(({ truth }) => truth !== 'unknown').length;
  const part = `${judged} of ${countOf(evidence.length, 'rule')} judged`;
  return confidence === 'blind' ? `blind: no rule of an outage could be judged, ${part}` : part;
}
