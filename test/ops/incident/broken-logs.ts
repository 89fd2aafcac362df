import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { IssueState, LogRule } from '../../../src/ops/incident/lint/finding.ts';

/** A log in which nothing is to be mended. */
export const SOUND = readFileSync(new URL('../../fixtures/incidents/sound.md', import.meta.url), 'utf8');

/** What a log is checked against. */
export interface Surroundings {
  readonly today?: string;
  readonly before?: string;
  readonly issues?: Readonly<Record<number, IssueState>>;
}

/** The sound log with one thing in it put otherwise; fails where that does not stand in it. */
export function but(from: string, to: string): string {
  expect(SOUND).toContain(from);
  return SOUND.replace(from, () => to);
}

/** A log that breaks one rule. */
export interface Broken {
  readonly rule: LogRule;
  readonly why: string;
  /** The sound one where it is not given. */
  readonly text?: () => string;
  readonly in?: Surroundings;
  /** Text of the line that is pointed at. */
  readonly at: string;
}

/** For each rule the ways in which it is broken. */
export const BROKEN: readonly Broken[] = [
  {
    rule: 'incident/heading',
    why: 'a title without a severity',
    text: () => but('91 % (severity P1)', '91 %'),
    at: '### 17.1',
  },
  {
    rule: 'incident/heading',
    why: 'a heading without a day',
    text: () => `${SOUND}\n### 17.3 PVC again (severity P2)\n`,
    at: '### 17.3',
  },
  {
    rule: 'incident/heading',
    why: 'a day that no calendar has',
    text: () => but('### 17.2 2026-10-05', '### 17.2 2026-10-35').replace('2026-10-05 23:50', '23:50'),
    at: '### 17.2',
  },
  {
    rule: 'incident/number',
    why: 'a number that is taken',
    text: () => but('### 17.2 ', '### 17.4 '),
    at: '### 17.4',
  },
  {
    rule: 'incident/chronology',
    why: 'an entry that was over before the one above it',
    text: () => but('### 17.2 2026-10-05', '### 17.2 2026-09-05').replace('2026-10-05 23:50', '2026-09-05 23:50'),
    at: '### 17.2',
  },
  {
    rule: 'incident/field',
    why: 'a field that is missing',
    text: () => but('**Test gap** : nothing bounds the size of an artefact.\n\n', ''),
    at: '### 17.1',
  },
  {
    rule: 'incident/field',
    why: 'a field that stands twice',
    text: () => but('**Fix** : PR #820', '**Symptom** : it is full.\n\n**Fix** : PR #820'),
    at: '**Symptom** : it is full.',
  },
  {
    rule: 'incident/empty-field',
    why: 'an empty field',
    text: () => but('nothing bounds the size of an artefact.', ''),
    at: '**Test gap** :',
  },
  {
    rule: 'incident/empty-field',
    why: 'the words of the template',
    text: () => but('nothing bounds the size of an artefact.', 'what the test suite was missing.'),
    at: '**Test gap** :',
  },
  {
    rule: 'incident/severity',
    why: 'two severities',
    text: () => but('**Severity** : P1', '**Severity** : P2'),
    at: '**Severity** : P2',
  },
  {
    rule: 'incident/severity-impact',
    why: 'a P1 of which nothing trades',
    text: () =>
      but('production degraded: no run could write its artefacts.', 'every FTF sweep fails, no live trading.'),
    at: '**Severity** : P1',
  },
  {
    rule: 'incident/timeline',
    why: 'a timeline that runs backwards',
    text: () => but('mitigate 10:20 UTC → fix 12:20 UTC', 'fix 12:20 UTC → mitigate 10:20 UTC'),
    at: '**Time** : trigger',
  },
  {
    rule: 'incident/duration',
    why: 'a duration that the timeline does not give',
    text: () => but('/ 40 min /', '/ 55 min /'),
    at: '**Time-to-detect',
  },
  {
    rule: 'incident/duration',
    why: 'durations from two beginnings',
    text: () => but('2min / 15min / 25min / 90min', '2min / 15min / 10min / 90min'),
    at: '2min / 15min',
  },
  {
    rule: 'incident/duration',
    why: 'a step that contradicts itself',
    text: () => but('01:20 fix', '01:20 fix (PR opened) ~5h'),
    at: '**Time** : 2026-10-05 23:50',
  },
  {
    rule: 'incident/detection',
    why: 'one detection for both',
    text: () => but('2min / 15min / 25min / 90min', '15min to everything'),
    at: '15min to everything',
  },
  {
    rule: 'incident/detection',
    why: 'a technical detection that nothing made',
    text: () => but('2min / 15min', '2min (no alert wired) / 15min'),
    at: '2min (no alert',
  },
  {
    rule: 'incident/detection',
    why: 'a technical detection without a sign in the timeline',
    text: () => but('→ 23:52 first symptom ', ''),
    at: '2min / 15min',
  },
  {
    rule: 'incident/same-trigger',
    why: 'a trigger that two incidents share',
    text: () =>
      but('2026-10-05 23:50 trigger → 23:52', '2026-10-05 09:40 trigger → 09:42')
        .replace('00:05 acknowledge', '09:55 acknowledge')
        .replace('00:15 mitigate', '10:05 mitigate')
        .replace('01:20 fix', '11:10 fix'),
    at: '**Time** : 2026-10-05 09:40',
  },
  {
    rule: 'incident/commit-of-two',
    why: 'one commit of two pull requests',
    text: () => but('(merged 4d5e6f7a)', '(merged 0a1b2c3d)'),
    at: 'PR #820 (merged',
  },
  {
    rule: 'incident/fix-differs',
    why: 'another fix than the incident itself names',
    text: () => but('on one folder only.', 'on one folder only.\n\n| §17.1 | pruning | PR #811 |'),
    at: '| §17.1 |',
  },
  {
    rule: 'incident/fix-of-another',
    why: 'a fix that is a cause elsewhere',
    text: () => but('PR #812, the fix of §17.1, left', 'PR #812 left'),
    at: 'the pruning of PR #812',
  },
  {
    rule: 'incident/recurrence',
    why: 'a surface hit twice within a day, and not said so',
    text: () =>
      but(', same surface as §17.1 (severity P0)', ' (severity P0)')
        .replace('; same surface as §17.1 within 24h', '')
        .replace('PR #812, the fix of §17.1, left', 'its cleaner left'),
    at: '### 17.2',
  },
  {
    rule: 'incident/recurrence',
    why: 'an incident that comes back and is taken less seriously',
    text: () => but('(severity P0)', '(severity P2)').replace('**Severity** : P0', '**Severity** : P2'),
    at: '### 17.2',
  },
  {
    rule: 'incident/lesson',
    why: 'a lesson that nothing follows up',
    text: () => but(' (F2)', ''),
    at: '- An alert at 85 %',
  },
  {
    rule: 'incident/follow-up-number',
    why: 'a follow-up with a number that is taken',
    text: () => but('| F3 |', '| F2 |'),
    at: '| F2 | Test',
  },
  {
    rule: 'incident/follow-up-link',
    why: 'a follow-up without a place',
    text: () => but('| wp#71 | #821 |', '| – | – |'),
    at: '| F3 |',
  },
  {
    rule: 'incident/follow-up-state',
    why: 'an issue that is closed, marked open',
    in: { issues: { 813: 'closed', 814: 'closed', 821: 'open' } },
    at: '| F2 |',
  },
  {
    rule: 'incident/follow-up-state',
    why: 'an issue that is open, marked closed',
    in: { issues: { 813: 'open' } },
    at: '| F1 |',
  },
  {
    rule: 'incident/follow-up-state',
    why: 'an issue that was closed without being done',
    in: { issues: { 821: 'dropped' } },
    at: '| F3 |',
  },
  {
    rule: 'incident/follow-up-state',
    why: 'an issue that does not exist',
    in: { issues: { 814: 'absent' } },
    at: '| F2 |',
  },
  {
    rule: 'incident/tbd',
    why: 'a TBD of fifteen days',
    text: () => but('| wp#71 | #821 |', '| TBD | #821 |'),
    in: { today: '2026-10-20' },
    at: '| F3 |',
  },
  {
    rule: 'incident/tbd',
    why: 'a fix that is in flight for ever',
    text: () => but('01:20 fix', 'fix in flight').replace('/ 90min', '/ not known'),
    in: { today: '2026-10-20' },
    at: '**Time** : 2026-10-05 23:50',
  },
  {
    rule: 'incident/append-only',
    why: 'an entry that was changed',
    text: () => but('artefacts are kept for ever', 'artefacts are kept too long'),
    in: { before: SOUND },
    at: '**Root cause** : artefacts',
  },
];
