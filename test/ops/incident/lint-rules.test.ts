import { describe, expect, it } from 'vitest';
import { LOG_RULES, type LogFinding } from '../../../src/ops/incident/lint/finding.ts';
import { lintIncidentLog } from '../../../src/ops/incident/lint/lint-log.ts';
import { readIncidentLog } from '../../../src/ops/incident/log/read-log.ts';
import { BROKEN, but, SOUND, type Surroundings } from './broken-logs.ts';

function lint(text: string, { today = '2026-10-06', before, issues = {} }: Surroundings = {}): readonly LogFinding[] {
  return lintIncidentLog({
    log: readIncidentLog(text),
    today,
    before: before === undefined ? null : readIncidentLog(before),
    issues: new Map(Object.entries(issues).map(([number, state]) => [Number(number), state])),
  });
}

describe('a sound log', () => {
  it('has nothing to mend, also with all its issues as they are written, and beside itself', () => {
    expect(lint(SOUND, { issues: { 813: 'closed', 814: 'open', 821: 'open' }, before: SOUND })).toEqual([]);
  });
});

describe('the linter of incident logs', () => {
  it.each(BROKEN)('finds $rule alone for $why', ({ rule, text = () => SOUND, in: surroundings, at }) => {
    const broken = text();

    const findings = lint(broken, surroundings);

    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
    const [found] = findings;
    expect(broken.split('\n')[(found?.line ?? 0) - 1]).toContain(at);
    expect(found?.message).toMatch(/^\S.*[.”)]$/);
  });

  it('is asked for each of its rules here', () => {
    expect(new Set(BROKEN.map(({ rule }) => rule))).toEqual(new Set(LOG_RULES));
  });

  it('leaves a TBD alone for fourteen days', () => {
    expect(lint(but('| wp#71 | #821 |', '| TBD | TBD |'), { today: '2026-10-19' })).toEqual([]);
  });
});
