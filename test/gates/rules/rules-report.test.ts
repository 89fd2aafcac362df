import { describe, expect, it } from 'vitest';
import { renderRulesCheck } from '../../../src/gates/rules/check/rules-check.ts';
import { reportMisruled, reportRules } from '../../../src/gates/rules/conclude-rules.ts';
import type { RuleAnswer, RuleResult, RuleWaiver } from '../../../src/gates/rules/rule-report.ts';
import { waiveRules } from '../../../src/gates/rules/waive-rules.ts';
import { HOSTILE } from '../../cli/evidence/some-account.ts';

const HEAD = 'a1b2c3d4e5f6';

function someResult(answer: RuleAnswer, given: Partial<RuleResult> = {}): RuleResult {
  const level = answer === 'fail' || answer === 'unknown' ? 'failure' : 'notice';
  return {
    ...{ id: `${answer}-rule`, owner: 'acme/risk', message: 'Ask somebody of the risk team.', waivable: true, answer },
    reasons: [{ level, key: `key ${answer}`, text: `It is ${answer}.` }],
    ...given,
  };
}

function someWaiver(given: Partial<RuleWaiver> = {}): RuleWaiver {
  return {
    ...{ rule: 'fail-rule', cause: 'comment 4', by: 'mia', reason: 'the team is on leave this week', head: HEAD },
    ...{ at: '2026-01-05T10:00:00.000Z', marks: ['key fail'] },
    ...given,
  };
}

const report = (...rules: readonly RuleResult[]) => reportRules({ rules, waivers: [], notes: [] });

describe('the conclusion', () => {
  it.each<{ answers: readonly RuleAnswer[]; conclusion: string }>([
    { answers: ['pass', 'exempt', 'asleep'], conclusion: 'success' },
    { answers: ['exempt', 'asleep'], conclusion: 'neutral' },
    { answers: [], conclusion: 'neutral' },
    { answers: ['pass', 'waived'], conclusion: 'neutral' },
    { answers: ['pass', 'waived', 'pending'], conclusion: 'pending' },
    { answers: ['pending', 'unknown', 'pass'], conclusion: 'action_required' },
    { answers: ['fail', 'pending', 'unknown', 'pass', 'waived'], conclusion: 'failure' },
  ])('of $answers is $conclusion', ({ answers, conclusion }) => {
    expect(report(...answers.map((answer) => someResult(answer))).conclusion).toBe(conclusion);
  });
});

describe('a waiver', () => {
  const failing = someResult('fail');

  it('lets the named rule pass at its own commit, and keeps what failed to be read', () => {
    const { rules, waivers } = waiveRules([failing], [someWaiver()], HEAD);

    expect(rules).toMatchObject([{ answer: 'waived', reasons: [{ key: 'waived' }, { level: 'warning' }] }]);
    expect(waivers).toHaveLength(1);
  });

  it.each([
    { what: 'at another commit', waiver: someWaiver({ head: 'other' }), rule: failing, says: 'at another commit' },
    { what: 'for another reason', waiver: someWaiver({ marks: ['key other'] }), rule: failing, says: 'another reason' },
    {
      what: 'where the rule forbids it',
      waiver: someWaiver(),
      rule: { ...failing, waivable: false },
      says: 'may not be waived',
    },
  ])('changes nothing $what, and says so', ({ waiver, rule, says }) => {
    const { rules, waivers, notes } = waiveRules([rule], [waiver], HEAD);

    expect(rules).toEqual([rule]);
    expect(waivers).toEqual([]);
    expect(notes).toMatchObject([{ level: 'warning', text: expect.stringContaining(says) }]);
  });

  it.each<RuleAnswer>(['unknown', 'pending', 'asleep'])('of a rule that is %s changes nothing', (answer) => {
    const rule = someResult(answer, { id: 'fail-rule' });

    expect(waiveRules([rule], [someWaiver()], HEAD).rules).toEqual([rule]);
  });
});

describe('the check', () => {
  it('shows what blocks first, what to do, who answers for it, and why the others do not ask', async () => {
    const rules = (['pass', 'asleep', 'exempt', 'pending', 'fail', 'unknown'] as const).map((answer) =>
      someResult(answer),
    );
    const waived = waiveRules(
      [someResult('fail', { id: 'second-rule' }), ...rules],
      [someWaiver({ rule: 'second-rule' })],
      HEAD,
    );

    const { conclusion, output } = renderRulesCheck(reportRules(waived));

    expect(conclusion).toBe('failure');
    await expect(`${output.title}\n\n${output.summary}\n\n${output.text}\n`).toMatchFileSnapshot(
      'golden/rules-check.md',
    );
  });

  it('names file and line of a configuration that cannot be read, and of no rule says that it passes', () => {
    const complaint = {
      what: 'missing key "version"',
      where: '.github/conclave.yml:1',
      expected: 'version: 1',
      advice: null,
    };

    const { conclusion, output } = renderRulesCheck(reportMisruled(complaint));

    expect(conclusion).toBe('action_required');
    expect(output.summary).toContain('`.github/conclave.yml:1`');
  });

  it('stays within what the host takes, and mentions and runs nothing that an author wrote', () => {
    const reasons = Array.from(
      { length: 4 },
      (_, index) => ({ level: 'failure', key: `${index}`, text: HOSTILE.repeat(20) }) as const,
    );
    const rules = Array.from({ length: 100 }, (_, index) =>
      someResult('fail', { id: `some-rule-${index}`, message: HOSTILE, reasons }),
    );

    const { output } = renderRulesCheck(report(...rules));

    expect(Buffer.byteLength(output.summary)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(output.text)).toBeLessThanOrEqual(65_535);
    // A name in code is no mention.
    expect(`${output.title}${output.summary}`).not.toMatch(/[^`]@everyone|<img/);
  });
});
