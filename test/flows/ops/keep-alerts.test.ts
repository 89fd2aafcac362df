import { describe, expect, it } from 'vitest';
import { keepAlerts } from '../../../src/flows/ops/keep-alerts.ts';
import type { LookPorts } from '../../../src/flows/ops/look-at-state.ts';
import { AppError } from '../../../src/kernel/app-error.ts';
import { readAlertNotice } from '../../../src/ops/alerts/payload.ts';
import type { AlertDesk } from '../../../src/ports/alert-desk.ts';
import type { AlertsOrder } from '../../../src/ports/stories.ts';
import { useFake } from '../../adapters/github/fake-host.ts';
import { alertOf, payloadOf } from '../../ops/alerts/notice-of.ts';
import { issueLike, issuesLike, opsOf, ownPlaybooks, portsOf, refOf } from './incident-stage.ts';

const stage = useFake();
const labels = { alertname: 'PodDown', severity: 'P0' };
const CUT = { status: 'resolved', truncatedAlerts: 2, alerts: [alertOf('a1', { labels, status: 'resolved' })] };
const FIRING = { alerts: [alertOf('a1', { labels })] };

const down: AlertDesk = { current: async () => ({ kind: 'unread', words: 'Alertmanager did not answer' }) };
const up: AlertDesk = {
  current: async () => ({ kind: 'read', alerts: readAlertNotice(payloadOf(FIRING)).alerts }),
};

/** A notice that was let in, kept by a run of its own; returns what was put off, and what was complained of. */
async function keep(
  payload: object,
  alerts: AlertDesk | null,
  { tries = 0, readOps = async () => opsOf() }: { tries?: number; readOps?: LookPorts['readOps'] } = {},
) {
  const later: AlertsOrder[] = [];
  const complaints: string[] = [];
  const frame = { repository: 'acme/quant', alertmanager: null, receivedAt: '2026-04-29T11:40:00.000Z' };
  const alert = { ...frame, notice: readAlertNotice(payloadOf({ ...payload })) };
  await keepAlerts(
    { repository: refOf(stage()), alert, tries },
    {
      ...portsOf(stage()),
      ...{ readOps, alerts, playbooks: async () => ownPlaybooks() },
      stories: {
        takeUpAlertsLater: async (order) => {
          later.push(order);
        },
      },
      complain: (_, words) => complaints.push(words),
    },
  );
  return { later, complaints };
}

describe('a notice that was cut off', () => {
  it('is taken up again until Alertmanager answers', async () => {
    const first = await keep(CUT, down);
    expect(first.later.map(({ tries }) => tries)).toEqual([1]);
    expect(first.complaints).toEqual(['a notice of alerts was cut off and is taken up again']);
    expect(issuesLike(stage(), 'Incident')).toEqual([]);

    const second = await keep(CUT, up, { tries: 1 });
    expect(second.later).toEqual([]);
    expect(issueLike(stage(), 'Incident P0:').body).toContain('PodDown');
  });

  it.each([
    ['for four hours', down, 47],
    ['not where no Alertmanager can be asked', null, 0],
  ])('is taken up again %s, and then complained of', async (_, alerts, tries) => {
    const { later, complaints } = await keep(CUT, alerts, { tries });

    expect(later).toEqual([]);
    expect(complaints).toEqual(['what was cut off a notice of alerts stays unknown']);
  });
});

describe('an alert whose repository has a configuration that cannot be read', () => {
  const readOps = async () => {
    throw new AppError('bad-config', '.github/conclave.yml:3: unknown key');
  };

  it('opens an incident all the same', async () => {
    const { complaints } = await keep(FIRING, null, { readOps });

    expect(issueLike(stage(), 'Incident P0:').state).toBe('open');
    expect(complaints).toEqual(['alerts are taken up without a configuration']);
  });
});
