import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintIncidentLog } from '../../../src/ops/incident/lint/lint-log.ts';
import { readIncidentLog } from '../../../src/ops/incident/log/read-log.ts';

const MANUAL = readFileSync(new URL('../../fixtures/incidents/manual-17.md', import.meta.url), 'utf8');
const log = readIncidentLog(MANUAL);

/** What is found in the manual's log on a day, as `entry rule: message`. */
function foundOn(today: string): readonly string[] {
  return lintIncidentLog({ log, today, before: null, issues: new Map() }).map(
    ({ entry, rule, message }) => `${entry} ${rule}: ${message}`,
  );
}

describe('the incident log of the manual (§17)', () => {
  it('is read with its five entries, their fields, lessons and follow-ups, and without its template', () => {
    const entries = log.entries.map(({ id, date, severity, fields, lessons, followUps }) => ({
      ...{ id, date, severity, lessons: lessons.length, followUps: followUps.map((each) => each.id) },
      fields: new Set(fields.map(({ name }) => name)).size,
    }));

    const follow = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => `F${from + index}`);
    expect(entries).toEqual([
      { id: '17.1', date: '2026-04-28', severity: 'P2', lessons: 4, followUps: follow(1, 3), fields: 10 },
      { id: '17.2', date: '2026-04-28', severity: 'P0', lessons: 3, followUps: follow(4, 9), fields: 10 },
      { id: '17.3', date: '2026-04-28', severity: 'P0', lessons: 3, followUps: follow(10, 12), fields: 10 },
      { id: '17.4', date: '2026-04-29', severity: 'P1', lessons: 3, followUps: follow(13, 16), fields: 10 },
      { id: '17.5', date: '2026-04-29', severity: 'P1', lessons: 3, followUps: follow(17, 20), fields: 10 },
    ]);
    expect(MANUAL.slice(log.template ?? 0)).toMatch(/^17\.X — Template/);
  });

  it.each([
    [
      'the commit of #751 that 17.2 gives to #752',
      '17.2 incident/commit-of-two: 17.2 gives commit 3837a886 to PR #752, 17.1 gives it to PR #751 (line 29).',
    ],
    [
      'the fix of 17.1 that 17.3 takes for #752',
      '17.3 incident/fix-differs: 17.3 says that PR #752 fixed 17.1, whose own field Fix names PR #751.',
    ],
    [
      'the trigger of 17.3, which is that of 17.2',
      '17.3 incident/same-trigger: 17.3 gives the trigger 2026-04-28 15:30 UTC, which is that of 17.2 to the minute.',
    ],
    [
      '#767, which is the fix of 17.3 and the cause of 17.4',
      '17.4 incident/fix-of-another: 17.4 names PR #767 as where its cause came in, while 17.3 names it as its fix.',
    ],
    [
      'the three hours of 17.3 that are one and a half',
      '17.3 incident/duration: 17.3 says “fix (PR opened ~17:00 UTC) ~3h.”, but 1 h 30 min lie between its trigger and that time.',
    ],
    [
      'the two beginnings of 17.4',
      '17.4 incident/duration: 17.4 counts the mitigation from the human acknowledgement and the fix from the trigger, without saying so.',
    ],
    [
      'the detection of 17.5 that no alert made',
      '17.5 incident/detection: 17.5 states a technical detection (“0min (no alert wired)”) that nothing made.',
    ],
    [
      'the follow-ups of 17.1 without an issue',
      '17.1 incident/follow-up-link: The follow-up F1 of 17.1 names no issue, work package or story in which it is done.',
    ],
  ])('is found inconsistent in %s', (_, finding) => {
    expect(foundOn('2026-05-01')).toContain(finding);
  });

  it('is found to be of a severity that its impact does not bear out, but where a recurrence is stated', () => {
    const found = foundOn('2026-05-01').filter((finding) => finding.includes('incident/severity-impact'));

    expect(found.map((finding) => finding.slice(0, 4))).toEqual(['17.4', '17.5']);
  });

  it('is found to have lessons that nothing follows up', () => {
    const found = foundOn('2026-05-01').filter((finding) => finding.includes('incident/lesson'));

    expect(found.map((finding) => /^(\S+).*“(\S+ \S+)/.exec(finding)?.slice(1).join(' '))).toEqual([
      '17.1 Hamilton strict',
      '17.3 Pre-existing methodological',
      '17.5 Forking after',
      "17.5 Cleanlab's n_jobs",
    ]);
  });

  it('is found to hold places free once they are older than fourteen days', () => {
    const pending = (today: string) => foundOn(today).filter((finding) => finding.includes('incident/tbd')).length;

    expect([pending('2026-05-12'), pending('2026-05-13'), pending('2026-05-14')]).toEqual([0, 1, 4]);
  });

  it('holds its form, its numbers and the order of its times', () => {
    const rules = [
      'heading',
      'number',
      'chronology',
      'field',
      'empty-field',
      'severity',
      'timeline',
      'follow-up-number',
    ];

    expect(
      foundOn('2026-05-01').filter((finding) => rules.some((rule) => finding.includes(`incident/${rule}:`))),
    ).toEqual([]);
  });
});
