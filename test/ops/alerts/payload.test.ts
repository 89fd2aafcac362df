import { describe, expect, it } from 'vitest';
import { isAppError, renderError } from '../../../src/kernel/app-error.ts';
import { severityOfAlert } from '../../../src/ops/alerts/notice.ts';
import { readAlertNotice, readListedAlerts } from '../../../src/ops/alerts/payload.ts';
import { alertOf, payloadOf } from './notice-of.ts';

function refusalOf(value: unknown): string {
  try {
    readAlertNotice(value);
  } catch (error) {
    if (isAppError(error)) return renderError(error);
    throw error;
  }
  throw new Error('it was taken');
}

const without = (key: string) => Object.fromEntries(Object.entries(payloadOf()).filter(([name]) => name !== key));
const many = (count: number) => Array.from({ length: count }, () => alertOf('a1'));
const labels = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, 'x']));

describe('a notice of Alertmanager', () => {
  it('is read with its group, its alerts and no link', () => {
    const notice = readAlertNotice(payloadOf());

    expect(notice).toMatchObject({
      groupKey: '{}:{alertname="R1_POD_DOWN"}',
      group: expect.stringMatching(/^[0-9a-f]{16}$/),
      status: 'firing',
      receiver: 'conclave',
      truncated: 0,
      alerts: [{ startsAt: '2026-04-29T11:35:00.123Z', endsAt: null, status: 'firing' }, {}],
    });
    expect(JSON.stringify(notice)).not.toContain('http');
  });

  it('has the same group for the same key only', () => {
    const groups = ['{}:{a="1"}', '{}:{a="1"}', '{}:{a="2"}'].map(
      (groupKey) => readAlertNotice(payloadOf({ groupKey })).group,
    );

    expect(groups[0]).toBe(groups[1]);
    expect(groups[0]).not.toBe(groups[2]);
  });

  it.each([
    ['no object', 'hello', 'expected a JSON object'],
    ['no group key', without('groupKey'), 'at groupKey\n  expected the key of the group'],
    ['an empty group key', payloadOf({ groupKey: '' }), 'at groupKey\n  expected the key of the group'],
    ['a long group key', payloadOf({ groupKey: 'x'.repeat(5_000) }), 'a key of at most 4096 characters'],
    ['another version', payloadOf({ version: '3' }), 'at version\n  expected version "4" of the webhook'],
    ['no version', without('version'), 'at version\n'],
    ['another status', payloadOf({ status: 'pending' }), 'at status\n  expected "firing" or "resolved"'],
    ['no alerts', without('alerts'), 'at alerts\n  expected a list of alerts'],
    ['too many alerts', payloadOf({ alerts: many(1_001) }), 'at most 1,000 alerts; set max_alerts at the receiver'],
    ['fewer than no alerts cut', payloadOf({ truncatedAlerts: -1 }), 'at truncatedAlerts'],
    ['too many labels', payloadOf({ alerts: [alertOf('a1', { labels: labels(65) })] }), 'at alerts[0].labels'],
    ['a label that is no text', payloadOf({ alerts: [alertOf('a1', { labels: { a: 1 } })] }), 'alerts[0].labels.a'],
    ['a long group label', payloadOf({ groupLabels: { a: 'x'.repeat(1_025) } }), 'labels of at most 1024 characters'],
    ['a label of two lines', payloadOf({ groupLabels: { 'a\nb': 'x' } }), 'a name of at most 128 letters'],
    ['no fingerprint', payloadOf({ alerts: [alertOf('')] }), 'at alerts[0].fingerprint'],
    ['no moment', payloadOf({ alerts: [alertOf('a1', { startsAt: 'now' })] }), 'at alerts[0].startsAt'],
  ])('is refused in a sentence when it has %s', (_what, value, words) => {
    const refusal = refusalOf(value);

    expect(refusal).toContain('the notice of Alertmanager is not as expected');
    expect(refusal).toContain(words);
  });

  it('repeats no long name of a stranger', () => {
    const refusal = refusalOf(payloadOf({ groupLabels: { [`\u001b[31m${'x'.repeat(5_000)}`]: 'y' } }));

    expect(refusal.length).toBeLessThan(300);
    expect(refusal).not.toContain('\u001b');
  });

  it('shows labels as visible text in one line, cut where it is long', () => {
    const [alert] = readAlertNotice(
      payloadOf({
        alerts: [
          alertOf('a1', {
            labels: { pod: 'a\u202eb\n\u001b[31mc', long: 'é'.repeat(400), __name__: 'ALERTS', __proto__: 'x' },
            annotations: { text: 'y'.repeat(3_000) },
          }),
        ],
      }),
    ).alerts;

    expect(alert?.labels).toEqual({ pod: 'ab c', long: `${'é'.repeat(299)}…` });
    expect(alert?.annotations.text).toHaveLength(2_000);
  });

  it('keeps group labels exactly, since they are asked for again', () => {
    expect(readAlertNotice(payloadOf({ groupLabels: { a: ' "x"\n ' } })).groupLabels).toEqual({ a: ' "x"\n ' });
  });

  it.each([
    ['P1', 'P1'],
    ['p0', 'P0'],
    ['critical', 'P0'],
    ['Urgent', 'P1'],
    ['warning', 'P2'],
    ['info', 'P3'],
    ['page', null],
    ['constructor', null],
    ['', null],
  ])('has by the label severity=%j the severity %j', (word, expected) => {
    const [alert] = readAlertNotice(payloadOf({ alerts: [alertOf('a1', { labels: { severity: word } })] })).alerts;

    expect(alert === undefined ? undefined : severityOfAlert(alert)).toBe(expected);
  });
});

describe('alerts as Alertmanager lists them', () => {
  it('fire whether they are active, silenced or not looked at yet, whatever end is expected', () => {
    const listed = ['active', 'suppressed', 'unprocessed'].map((state) =>
      alertOf(state, { status: { state, silencedBy: [], inhibitedBy: [] }, endsAt: '2026-04-29T11:40:00Z' }),
    );

    expect(readListedAlerts(listed).map(({ status, endsAt }) => [status, endsAt])).toEqual(
      Array.from({ length: 3 }, () => ['firing', null]),
    );
  });

  it('are refused when a state is not known', () => {
    expect(() => readListedAlerts([alertOf('a1', { status: { state: 'gone' } })])).toThrow(
      'the list of alerts of Alertmanager is not as expected at [0].status.state',
    );
  });
});
