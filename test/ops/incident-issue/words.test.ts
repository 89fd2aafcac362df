import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/ops/alerts/notice.ts';
import { readAlertNotice } from '../../../src/ops/alerts/payload.ts';
import { openIncident } from '../../../src/ops/incident/apply-event.ts';
import {
  beginningOf,
  codeOfAlerts,
  idOfAlerts,
  summaryOf,
  titleOfAlerts,
} from '../../../src/ops/incident-issue/alert-words.ts';
import { readFiringMark, withFiringMark } from '../../../src/ops/incident-issue/firing-mark.ts';
import { renderClosing, renderNews } from '../../../src/ops/incident-issue/incident-comments.ts';
import { drawIncident, withIncidentLabels } from '../../../src/ops/incident-issue/incident-issue.ts';
import { insertionPatch } from '../../../src/ops/incident-issue/insertion-patch.ts';
import { found } from '../../fixtures/found.ts';
import { alertOf, payloadOf } from '../alerts/notice-of.ts';

function alerts(...changes: readonly Readonly<Record<string, unknown>>[]): readonly Alert[] {
  return readAlertNotice(payloadOf({ alerts: changes.map((change, index) => alertOf(`f${index}`, change)) })).alerts;
}

const named = (code: string) => ({ labels: { alertname: 'PodDown', code }, annotations: { summary: 'A pod is down' } });

describe('alerts in words', () => {
  it('speak by their summary, else by their labels', () => {
    expect(summaryOf(alerts(named('POD_DOWN'), {}))).toBe('A pod is down (and 1 more)');
    expect(summaryOf(alerts({}))).toBe('R1_POD_DOWN pod=f0');
    expect(titleOfAlerts(alerts(named('POD_DOWN')))).toBe('PodDown: A pod is down');
    expect(titleOfAlerts(alerts({ annotations: { summary: 'x'.repeat(900) } }))).toHaveLength(200);
  });

  it('name a code only where all name the same one that there is', () => {
    expect(codeOfAlerts(alerts(named('POD_DOWN'), named('POD_DOWN')))).toBe('POD_DOWN');
    expect(codeOfAlerts(alerts(named('POD_DOWN'), named('NO_CANDIDATES')))).toBeNull();
    expect(codeOfAlerts(alerts(named('toString')))).toBeNull();
  });

  it('are the same in any order, and another one when they fire anew', () => {
    const [one, two] = alerts({}, {});
    const both = [found(one, 'a playbook'), found(two, 'a second one')];
    const anew = both.map((alert) => ({ ...alert, startsAt: '2026-04-30T00:00:00.000Z' }));

    expect(idOfAlerts('g', both)).toBe(idOfAlerts('g', both.toReversed()));
    expect(idOfAlerts('g', anew)).not.toBe(idOfAlerts('g', both));
    expect(beginningOf([...anew, ...both], '')).toBe('2026-04-29T11:35:00.123Z');
  });
});

describe('alerts that fire, hidden in an issue', () => {
  it('are read as they were written, and replace those of before', () => {
    const first = withFiringMark('Text\n', ['a1', 'a2']);
    const second = withFiringMark(first, ['a2']);

    expect([readFiringMark(first), readFiringMark(second)]).toEqual([['a1', 'a2'], ['a2']]);
    expect(second.startsWith('Text\n\n<!-- conclave:incident-alerts ')).toBe(true);
    expect(withFiringMark(second, [])).toBe('Text\n');
  });

  it.each(['', '<!-- conclave:incident-alerts ["a1"', '<!-- conclave:incident-alerts {} -->'])(
    'are none in %j',
    (body) => {
      expect(readFiringMark(body)).toEqual([]);
    },
  );
});

describe('the issue of an incident', () => {
  it('keeps the labels of people and replaces those of its severity', () => {
    expect(withIncidentLabels(['ops', 'severity:p2', 'Incident'], ['incident', 'severity:p0'])).toEqual([
      'ops',
      'Incident',
      'severity:p0',
    ]);
  });

  it('fits into an issue, whatever alerts are remembered', () => {
    const frame = { kind: 'declared' as const, id: 'alert:1', at: '2026-05-12T07:10:00.000Z', by: null };
    const words = {
      severity: 'P0' as const,
      title: 'It burns',
      symptom: null,
      code: null,
      groupKey: null,
      beganAt: null,
    };
    const firing = Array.from({ length: 2_000 }, (_, index) => `${index}`.padStart(80, 'f'));
    const roles = { operator: [], mlops_maintainer: [], ml_owner: [], platform_owner: [] };

    const { body } = drawIncident({ record: openIncident({ ...frame, ...words }), firing }, { playbook: null, roles });

    expect(body.length).toBeLessThanOrEqual(65_536);
    expect(readFiringMark(body)).toEqual(firing.slice(-250));
  });
});

describe('what people are told', () => {
  const at = '2026-05-12T07:10:00.000Z';

  it('is harmless, whatever alerts say', () => {
    const { body } = renderNews({ kind: 'back', at, summary: '@everyone Fixes #1 <!-- conclave:x -->' }, 'a1b2');

    expect(body.replace(/`[^`]*`/g, '')).not.toMatch(/@everyone|#1|<!-- conclave:x/);
  });

  it('says that an entry is too long for a comment, and never cuts a patch', () => {
    const outcome = {
      kind: 'patch' as const,
      why: 'GitHub answered 403',
      branch: 'conclave/incident-7',
      patch: '+x\n'.repeat(40_000),
      command: 'git apply',
    };

    const { body } = renderClosing({ closedBy: 'olga', logPath: 'incidents.md', outcome });

    expect(body.length).toBeLessThan(2_000);
    expect(body).toContain('too long for a comment');
  });
});

describe('a patch that adds lines', () => {
  it.each([
    ['at the end', 'a\nb\nc\nd\n', 'a\nb\nc\nd\ne\n', '@@ -2,3 +2,4 @@\n b\n c\n d\n+e\n'],
    ['in the middle', 'a\nb\nc\nd\n', 'a\nb\nx\nc\nd\n', '@@ -1,4 +1,5 @@\n a\n b\n+x\n c\n d\n'],
    ['to a new file', null, 'a\nb\n', '@@ -0,0 +1,2 @@\n+a\n+b\n'],
  ])('names its place: %s', (_, before, after, hunk) => {
    const patch = insertionPatch('docs/log.md', { before, after });

    expect(patch).toBe(`--- ${before === null ? '/dev/null' : 'a/docs/log.md'}\n+++ b/docs/log.md\n${hunk}`);
  });
});
