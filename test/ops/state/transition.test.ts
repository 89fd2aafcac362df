import { describe, expect, it } from 'vitest';
import type { State } from '../../../src/ops/state/state.ts';
import { evaluationOf, type Standing, settle } from '../../../src/ops/state/transition.ts';
import { DEFAULTS, factsWith, judge } from '../thresholds/answers.ts';

const NAMES: Readonly<Record<string, State>> = { R: 'RED', O: 'ORANGE', Y: 'YELLOW', G: 'GREEN' };

describe('the state that is shown', () => {
  it.each([
    ['begins with what it first sees', 'Y', 'Y'],
    ['follows the second of two equal evaluations', 'GYY', 'GGY'],
    ['does not follow a single one', 'GYGYGO', 'GGGGGG'],
    ['needs the two to be equal', 'GYOO', 'GGGO'],
    ['turns RED at once and takes two to leave it', 'GRGG', 'GRRG'],
    ['begins anew after an evaluation between', 'OGOGG', 'OOOOG'],
  ])('%s', (_, said, shown) => {
    expect(settleAll(said)).toBe(shown);
  });

  it('says a change once, with what it was and when', () => {
    const at = (minute: number) => `2026-03-28T07:0${minute}:00.000Z`;
    const first = settle(null, evaluation('GREEN', at(0)));
    const second = settle(first.standing, evaluation('YELLOW', at(1)));
    const third = settle(second.standing, evaluation('YELLOW', at(2)));

    expect(first.change).toEqual({ from: null, to: 'GREEN', at: at(0) });
    expect(second.change).toBeNull();
    expect(third.change).toEqual({ from: 'GREEN', to: 'YELLOW', at: at(2) });
  });

  it('hears an evaluation once, and none that is older', () => {
    const green = settle(null, evaluation('GREEN', '2026-03-28T07:00:00Z')).standing;
    const pending = settle(green, evaluation('YELLOW', '2026-03-28T08:00:00Z')).standing;

    const again = settle(pending, evaluation('YELLOW', '2026-03-28T08:00:00Z'));
    const older = settle(pending, evaluation('RED', '2026-03-28T07:30:00Z'));

    expect(again).toEqual({ standing: pending, change: null });
    expect(older).toEqual({ standing: pending, change: null });
  });

  it.each([
    ['a volume between 70 and 85 %', { pvc_pct: 70 }, false],
    ['a kill that is left', { oom_24h: 1 }, false],
    ['an unknown volume', { pvc_pct: undefined }, false],
    ['a volume told as a fraction', { pvc_pct: 0.4 }, false],
    ['unknown kills', { oom_24h: undefined }, false],
    ['less than 70 % and no kill', { pvc_pct: 69.9 }, true],
  ])('asks for a volume under 70 %% and no kill: %s', (_, infra, expected) => {
    const facts = factsWith({ infra });

    expect(evaluationOf(judge(facts), facts, DEFAULTS).isClear).toBe(expected);
  });

  it('holds RED for a full volume, not for a pod', () => {
    const full = factsWith({ infra: { pvc_pct: 91 } });
    const down = factsWith({ infra: { pods_down: ['mlflow'] } });

    expect(evaluationOf(judge(full), full, DEFAULTS).isFull).toBe(true);
    expect(evaluationOf(judge(down), down, DEFAULTS).isFull).toBe(false);
  });
});

function settleAll(said: string): string {
  let standing: Standing | null = null;
  return Array.from(said, (letter, hour) => {
    const at = new Date(Date.UTC(2026, 2, 28, hour)).toISOString();
    standing = settle(standing, evaluation(NAMES[letter] ?? 'GREEN', at)).standing;
    return standing.state.charAt(0);
  }).join('');
}

function evaluation(state: State, asOf: string) {
  return { state, asOf, isFull: false, isClear: true };
}
