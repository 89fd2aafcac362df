import { describe, expect, it } from 'vitest';
import { botBypass, type CommitAccounts, killSwitchBypass } from '../../src/gates/bypass.ts';
import { reportBypassed, reportGates, reportMisconfigured } from '../../src/gates/conclude-gates.ts';
import type { GateAnswer, GateResult } from '../../src/gates/gate.ts';
import { withoutWords } from '../../src/gates/judge-gates.ts';
import { someConfig } from './some-pull.ts';

describe('the kill switch', () => {
  it('is on at exactly true, and says since when', () => {
    const since = '2026-05-12T10:00:00Z';

    expect(killSwitchBypass({ kind: 'set', value: 'true', since })).toEqual({
      bypass: { kind: 'kill-switch', since },
      notes: [],
    });
  });

  it.each([
    { value: 'TRUE', notes: 1 },
    { value: 'true ', notes: 1 },
    { value: '1', notes: 1 },
    { value: 'false', notes: 0 },
    { value: '', notes: 0 },
  ])('is off at "$value"', ({ value, notes }) => {
    const result = killSwitchBypass({ kind: 'set', value, since: null });

    expect(result.bypass).toBeNull();
    expect(result.notes).toHaveLength(notes);
  });

  it('leaves the gates on when it is not set, and with a warning when it cannot be read', () => {
    expect(killSwitchBypass({ kind: 'unset' })).toEqual({ bypass: null, notes: [] });
    expect(killSwitchBypass({ kind: 'unreadable', why: '403' })).toMatchObject({
      bypass: null,
      notes: [{ level: 'warning', text: expect.stringContaining('403') }],
    });
  });
});

const BOT = 'dependabot[bot]';
const commit = (author: string | null, committer: string | null): CommitAccounts => ({ sha: 'a', author, committer });

describe('a listed app', () => {
  it.each([
    { says: 'all its own', accounts: [commit(BOT, BOT)], passes: true },
    { says: 'committed by the host', accounts: [commit(BOT, 'web-flow')], passes: true },
    { says: 'one of a person', accounts: [commit(BOT, BOT), commit('quant-dev', 'quant-dev')], passes: false },
    { says: 'committed by a person', accounts: [commit(BOT, 'quant-dev')], passes: false },
    { says: 'of nobody known', accounts: [commit(null, BOT)], passes: false },
    { says: 'unknown', accounts: null, passes: false },
    { says: 'none', accounts: [], passes: false },
    { says: 'not asked for', accounts: 'not-asked' as const, passes: true },
  ])('passes with commits that are $says: $passes', ({ accounts, passes }) => {
    expect(botBypass({ login: BOT, kind: 'bot' }, accounts, someConfig()) !== null).toBe(passes);
  });

  it.each([
    { login: BOT, kind: 'person' as const },
    { login: 'dependabot', kind: 'bot' as const },
    { login: 'other[bot]', kind: 'bot' as const },
  ])('is not $login of kind $kind', ({ login, kind }) => {
    expect(botBypass({ login, kind }, 'not-asked', someConfig())).toBeNull();
  });

  it('is one of the list in the configuration', () => {
    const config = someConfig('bots: [other]');

    expect(botBypass({ login: 'other[bot]', kind: 'bot' }, 'not-asked', config)).not.toBeNull();
    expect(botBypass({ login: BOT, kind: 'bot' }, 'not-asked', config)).toBeNull();
  });
});

function gatesOf(answers: readonly GateAnswer[]): readonly GateResult[] {
  const ids = ['G1', 'G2', 'G3', 'G4', 'G5'] as const;
  return ids.map((id, index) => ({
    id,
    answer: answers[index] ?? 'exempt',
    reasons: [{ level: 'notice', key: 'x', text: 'x' }],
  }));
}

describe('the conclusion', () => {
  it.each([
    { answers: ['pass', 'pass'], conclusion: 'success' },
    { answers: ['pass', 'off'], conclusion: 'success' },
    { answers: ['pass', 'waived', 'fail'], conclusion: 'failure' },
    { answers: ['action_required', 'fail'], conclusion: 'failure' },
    { answers: ['action_required', 'pass', 'waived'], conclusion: 'action_required' },
    { answers: ['pass', 'waived'], conclusion: 'neutral' },
    { answers: ['off', 'off'], conclusion: 'neutral' },
    { answers: [], conclusion: 'neutral' },
  ] as const)('of $answers is $conclusion', ({ answers, conclusion }) => {
    expect(reportGates(gatesOf(answers), { waivers: [], notes: [] }).conclusion).toBe(conclusion);
  });

  it('is neutral under a switch and for an app, and never a pass under a wrong configuration', () => {
    const off = reportBypassed({ kind: 'kill-switch', since: null }, []);
    const exempt = reportBypassed({ kind: 'bot', login: BOT }, []);
    const wrong = reportMisconfigured({ what: 'unknown key', where: 'a.yml:14', expected: 'x', advice: null }, []);

    expect(
      [off, exempt, wrong].map(({ conclusion, gates }) => [conclusion, ...gates.map(({ answer }) => answer)]),
    ).toEqual([
      ['neutral', 'off', 'off', 'off', 'off', 'off'],
      ['neutral', 'exempt', 'exempt', 'exempt', 'exempt', 'exempt'],
      ['action_required', ...Array.from({ length: 5 }, () => 'action_required')],
    ]);
    expect(wrong.gates[0]?.reasons[0]).toMatchObject({ path: 'a.yml', line: 14 });
  });

  it('of a queued commit that is no longer the head lets nobody judge its words', () => {
    const gates = withoutWords(gatesOf(['pass', 'fail', 'pass', 'pass', 'fail']));

    expect(gates.map(({ answer }) => answer)).toEqual(['action_required', 'action_required', 'pass', 'pass', 'fail']);
    expect(withoutWords(gatesOf(['off', 'pass']))[0]?.answer).toBe('off');
  });
});
