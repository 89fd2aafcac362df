import { describe, expect, it } from 'vitest';
import { takeUpAlerts } from '../../../src/flows/ops/open-incident.ts';
import type { CurrentAlerts } from '../../../src/ops/alerts/decision.ts';
import { readAlertNotice } from '../../../src/ops/alerts/payload.ts';
import { useFake } from '../../adapters/github/fake-host.ts';
import { alertOf, payloadOf } from '../../ops/alerts/notice-of.ts';
import { incidentGroundOf, issueLike, issuesLike, portsOf } from './incident-stage.ts';

const stage = useFake();
const POD = { alertname: 'PodDown', severity: 'P1', code: 'POD_DOWN' };

interface Told {
  readonly pod: string;
  readonly labels?: object;
  readonly annotations?: object;
  readonly status?: string;
  readonly at?: string;
  readonly startsAt?: string;
  readonly current?: CurrentAlerts;
  readonly may?: object;
}

/** A notice of one alert, in the group of its pod. */
async function tell(told: Told) {
  const { pod, labels = {}, annotations = {}, status = 'firing', at = '2026-04-29T11:40:00.000Z', current } = told;
  const alert = alertOf(`f${pod}`, {
    ...{ status, labels: { ...POD, pod, ...labels }, annotations },
    startsAt: told.startsAt ?? '2026-04-29T11:35:00Z',
  });
  const group = { groupKey: `{}:{pod="${pod}"}`, groupLabels: { pod } };
  const notice = readAlertNotice(payloadOf({ ...group, status, alerts: [alert] }));
  const alerts = current === undefined ? null : { current: async () => current };
  return takeUpAlerts({ notice, at }, incidentGroundOf(stage()), { ...portsOf(stage()), alerts });
}

const NONE: CurrentAlerts = { kind: 'read', alerts: [] };

describe('groups of alerts that share an incident', () => {
  it('are over only together, also where Alertmanager is asked about one of them', async () => {
    await tell({ pod: 'one' });
    expect(await tell({ pod: 'two' })).toMatchObject({ kind: 'joined' });

    const first = await tell({ pod: 'one', status: 'resolved', at: '2026-04-29T12:00:00.000Z', current: NONE });
    expect(first).toMatchObject({ kind: 'joined' });
    expect(issueLike(stage(), 'Incident').body).not.toContain('Recovery is proposed');

    const last = await tell({ pod: 'two', status: 'resolved', at: '2026-04-29T12:10:00.000Z', current: NONE });
    expect(last).toMatchObject({ kind: 'recovery-proposed' });
  });
});

describe('an alert that waited in line while its incident was declared', () => {
  it('joins it all the same', async () => {
    await tell({ pod: 'one', at: '2026-04-29T11:40:10.000Z' });

    expect(await tell({ pod: 'two', at: '2026-04-29T11:40:05.000Z' })).toMatchObject({ kind: 'joined' });
  });
});

describe('words of strangers in an alert', () => {
  const HOSTILE = `@everyone **bold** <img src=x> [x](http://evil.example) \u202e#1 Fixes #2 ${'\u{1f525}'.repeat(900)}`;

  it('open an incident, of any length and script, and do nothing in it', async () => {
    const opened = await tell({ pod: 'one', annotations: { summary: HOSTILE } });
    await tell({ pod: 'two', annotations: { summary: `${HOSTILE} again` }, labels: { severity: 'P0' } });

    const { title, body } = issueLike(stage(), 'Incident');
    expect(opened).toMatchObject({ kind: 'opened' });
    expect(title.length).toBeLessThanOrEqual(256);
    expect(body).not.toContain('\u202e');
    expect(body.replace(/<!--.*?-->/gs, '').replace(/`[^`]*`/g, '')).not.toMatch(
      /[^\\&]@everyone|<img|\]\(http:\/\/evil/,
    );
  });
});

describe('news of an incident', () => {
  it('are told once, also where the run broke off before it was remembered', async () => {
    const { github } = stage();
    await tell({ pod: 'one' });
    const issue = issueLike(stage(), 'Incident');
    github.fail('PATCH /repos/{owner}/{repo}/issues/{issue_number}', { status: 422 });

    const over = { pod: 'one', status: 'resolved' };
    await expect(tell({ ...over, at: '2026-04-29T12:00:00.000Z' })).rejects.toThrow('422');
    await tell({ ...over, at: '2026-04-29T12:05:00.000Z' });

    const told = github.saidOn(issue).map(({ body }) => body);
    expect(told).toEqual([expect.stringContaining('**Recovery is proposed**')]);
    expect(issuesLike(stage(), 'Incident')).toHaveLength(1);
  });
});
