import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alertmanagerDesk } from '../../../src/adapters/alertmanager/desk.ts';
import { compareText } from '../../../src/kernel/compare-text.ts';
import { decideAlert, needsRereading, type OpenIncident } from '../../../src/ops/alerts/decision.ts';
import type { Alert } from '../../../src/ops/alerts/notice.ts';
import { readAlertNotice } from '../../../src/ops/alerts/payload.ts';
import type { AlertDesk } from '../../../src/ports/alert-desk.ts';
import { type Hook, type HookNotice, startHook } from '../../fakes/alertmanager/hook.ts';
import {
  type StartedAlertmanager,
  startAlertmanager,
  type ToldAlert,
} from '../../fakes/alertmanager/started-alertmanager.ts';

let hook: Hook;
let alertmanager: StartedAlertmanager;
let desk: AlertDesk;

/** Two ways to the same receiver of webhooks: one that tells of everything, and one that cuts after the first alert. */
const configuration = (url: string) => `
route:
  receiver: whole
  group_by: [alertname]
  group_wait: 50ms
  group_interval: 100ms
  repeat_interval: 1h
  routes:
    - matchers: ['way = "cut"']
      receiver: cut.off
receivers:
  - name: whole
    webhook_configs: [{ url: '${url}' }]
  - name: cut.off
    webhook_configs: [{ url: '${url}', max_alerts: 1 }]
`;

beforeAll(async () => {
  hook = await startHook();
  alertmanager = await startAlertmanager(configuration(hook.url));
  desk = alertmanagerDesk({ url: alertmanager.url, authorization: null });
});

afterAll(async () => {
  await alertmanager.stop();
  await hook.stop();
});

const alert = (alertname: string, instance: string, more: Readonly<Record<string, string>> = {}): ToldAlert => ({
  labels: { alertname, instance, ...more },
  annotations: { summary: `${instance} is down` },
});

const over = (told: ToldAlert): ToldAlert => ({ ...told, endsAt: new Date(Date.now() - 1).toISOString() });

const of = (alertname: string, says: (notice: HookNotice) => boolean) => (notice: HookNotice) =>
  notice.groupLabels.alertname === alertname && says(notice);

const read = async (alertname: string, says: (notice: HookNotice) => boolean) =>
  readAlertNotice(await hook.next(of(alertname, says)));

const inOrder = (alerts: readonly Alert[]) =>
  alerts
    .toSorted((left, right) => compareText(left.labels.instance ?? '', right.labels.instance ?? ''))
    .map(({ fingerprint }) => fingerprint);

const remembers = (firing: readonly string[]): OpenIncident => ({ firing, isRecoveryProposed: false });

describe('a real Alertmanager', () => {
  it('tells of a group that opens, shrinks and is over', async () => {
    const [one, two] = [alert('R1_POD_DOWN', 'a', { severity: 'P0' }), alert('R1_POD_DOWN', 'b')];

    await alertmanager.tell([one, two]);
    const first = await read('R1_POD_DOWN', ({ alerts }) => alerts.length === 2);
    const opened = decideAlert(first, null, null);
    await alertmanager.tell([over(one)]);
    const second = await read('R1_POD_DOWN', ({ alerts }) => alerts.some(({ status }) => status === 'resolved'));
    const known = first.alerts.map(({ fingerprint }) => fingerprint);
    const joined = decideAlert(second, remembers(known), null);
    await alertmanager.tell([over(two)]);
    const third = await read('R1_POD_DOWN', ({ status }) => status === 'resolved');
    const left = joined.kind === 'join' ? joined.firing : [];

    expect(opened).toMatchObject({ kind: 'open', severity: 'P0', firing: [{ labels: { instance: 'a' } }, {}] });
    expect(joined).toMatchObject({ kind: 'join', added: [], over: [first.alerts[0]?.fingerprint] });
    expect(left).toEqual([first.alerts[1]?.fingerprint]);
    expect(decideAlert(third, remembers(left), null)).toEqual({ kind: 'propose-recovery', over: left });
    expect([first.group, third.group]).toEqual([second.group, second.group]);
  });

  it('calls a group resolved while a pod that it cut off is down, which is not believed', async () => {
    const [one, two] = [alert('CUT', 'a', { way: 'cut' }), alert('CUT', 'b', { way: 'cut' })];
    await alertmanager.tell([one, two]);
    await hook.next(of('CUT', ({ truncatedAlerts }) => truncatedAlerts === 1));
    const both = await desk.current({ groupLabels: { alertname: 'CUT' }, receiver: 'cut.off' });
    const known = both.kind === 'read' ? inOrder(both.alerts) : [];

    await alertmanager.tell([over(one)]);
    const lie = await read('CUT', ({ status }) => status === 'resolved');
    const asked = await desk.current(lie);

    expect(known).toHaveLength(2);
    expect(lie).toMatchObject({ status: 'resolved', truncated: 1 });
    expect(needsRereading(lie, remembers(known))).toBe(true);
    expect(decideAlert(lie, remembers(known), null).kind).toBe('join');
    expect(decideAlert(lie, remembers(lie.alerts.map(({ fingerprint }) => fingerprint)), null).kind).toBe('undecided');
    expect(asked).toMatchObject({ kind: 'read', alerts: [{ labels: { instance: 'b' }, status: 'firing' }] });
    expect(decideAlert(lie, remembers(known), asked)).toMatchObject({ kind: 'join', added: [], firing: [known[1]] });

    await alertmanager.tell([over(two)]);
    const end = await read('CUT', ({ alerts }) => alerts.every(({ labels }) => labels.instance === 'b'));
    const nothing = await desk.current(end);

    expect(nothing).toEqual({ kind: 'read', alerts: [] });
    expect(decideAlert(end, remembers(known.slice(1)), nothing).kind).toBe('propose-recovery');
  });

  it.each(['we"ird \\ name', 'a{b="c"},d=~".*"', 'line one\nline two', 'é ⛔ 100 %', 'a&filter=b#c'])(
    'finds the group of the label %j and nothing else',
    async (alertname) => {
      await alertmanager.tell([alert(alertname, 'a'), alert('OTHER', 'b')]);
      const notice = await read(alertname, ({ status }) => status === 'firing');

      const current = await desk.current(notice);

      expect(current).toMatchObject({ kind: 'read', alerts: [{ fingerprint: notice.alerts[0]?.fingerprint }] });
    },
  );

  it('counts an alert that was silenced as firing', async () => {
    const silenced = alert('SILENCED', 'a');
    await alertmanager.tell([silenced]);
    const notice = await read('SILENCED', ({ status }) => status === 'firing');
    await silence('SILENCED');

    const current = await desk.current(notice);

    expect(current).toMatchObject({ kind: 'read', alerts: [{ labels: { alertname: 'SILENCED' }, status: 'firing' }] });
  });

  it('does not take the receiver for a pattern', async () => {
    await alertmanager.tell([alert('PATTERN', 'a')]);
    await hook.next(of('PATTERN', () => true));

    const asked = ['whole', 'who.*', 'cut.off'].map((receiver) =>
      desk.current({ groupLabels: { alertname: 'PATTERN' }, receiver }),
    );

    expect(await Promise.all(asked)).toMatchObject([{ alerts: [{}] }, { alerts: [] }, { alerts: [] }]);
  });
});

async function silence(alertname: string): Promise<void> {
  const response = await fetch(`${alertmanager.url}/api/v2/silences`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      matchers: [{ name: 'alertname', value: alertname, isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: 'a test',
      comment: 'quiet',
    }),
  });
  if (!response.ok) throw new Error(`no silence: ${response.status}`);
}
