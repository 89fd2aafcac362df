import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Round, Story } from '../../src/adapters/durable/story.ts';
import { RepositoryRef } from '../../src/change/pull-request.ts';
import { answerIssueComment } from '../../src/flows/ops/answer-issue-comment.ts';
import { letInAlert } from '../../src/flows/ops/let-in-alert.ts';
import { lookAtState } from '../../src/flows/ops/look-at-state.ts';
import { obeyIncident } from '../../src/flows/ops/obey-incident.ts';
import { takeUpAlerts } from '../../src/flows/ops/open-incident.ts';
import { AlertOrder } from '../../src/ops/alerts/alert-order.ts';
import type { Journal } from '../../src/ports/journal.ts';
import { OpsCommentOrder, StateOrder } from '../../src/routing/ops-order.ts';
import type { PortsOf } from '../wire.ts';

/** What the app tells of operations. */
export function operationsStories(ports: PortsOf): readonly Story[] {
  const { operations } = ports;
  return [
    story('incident', async (input, journal) => {
      const order = OpsCommentOrder.parse(input);
      await obeyIncident(order, operations.ports(order.repository, journal));
    }),
    story('ops-answer', async (input, journal) => {
      const order = OpsCommentOrder.parse(input);
      await answerIssueComment(order, operations.ports(order.repository, journal));
    }),
    story('state-look', async (input, journal) => {
      const { repository, at } = StateOrder.parse(input);
      await lookAtState({ repository, at: new Date(at) }, operations.ports(repository, journal));
    }),
    story('alert', async (input, journal) => {
      const alert = AlertOrder.parse(input);
      const here = ports.round(journal);
      const id = await here.journal.step('name the notice', async () => randomUUID());
      await letInAlert(alert, id, here);
    }),
    story('alerts-of', async (input, journal) => {
      const { repository, alert } = AlertsOf.parse(input);
      const here = operations.ports(repository, journal);
      const ground = await journal.step('read the configuration of operations', here.readOps);
      const alerts = operations.alertDesk(repository, alert.alertmanager);
      const order = { notice: alert.notice, at: alert.receivedAt };
      await takeUpAlerts(order, { repository, ops: ground, playbooks: await here.playbooks() }, { ...here, alerts });
    }),
  ];
}

/** What the app does for operations by the clock. */
export function operationsRounds(ports: PortsOf): readonly Round[] {
  return [
    {
      name: 'look at the state of operations',
      schedule: '*/15 * * * *',
      tell: async (at, journal) => {
        const { app, stories, journal: own } = ports.round(journal);
        await own.step('begin to look at every state', async () => {
          const watched = (await app.listRepositories()).filter((repository) => ports.operations.watches(repository));
          for (const repository of watched) await stories.startStateLook({ repository, at: at.toISOString() });
          return watched.length;
        });
      },
    },
  ];
}

const AlertsOf = z.strictObject({ repository: RepositoryRef, alert: AlertOrder });

function story(name: string, tell: (input: unknown, journal: Journal) => Promise<void>): Story {
  return { name, tell };
}
