import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Round, Story } from '../../src/adapters/durable/story.ts';
import { RepositoryRef } from '../../src/change/pull-request.ts';
import { answerIssueComment } from '../../src/flows/ops/answer-issue-comment.ts';
import { keepAlerts } from '../../src/flows/ops/keep-alerts.ts';
import { keepState } from '../../src/flows/ops/keep-state.ts';
import { letInAlert } from '../../src/flows/ops/let-in-alert.ts';
import { markStale } from '../../src/flows/ops/mark-stale.ts';
import { obeyIncident } from '../../src/flows/ops/obey-incident.ts';
import { isStopped } from '../../src/flows/stopped.ts';
import { messageOf } from '../../src/kernel/app-error.ts';
import { AlertOrder } from '../../src/ops/alerts/alert-order.ts';
import { OpsCommentOrder, StateOrder } from '../../src/routing/ops-order.ts';
import type { PortsOf } from '../wire.ts';

/** What the app tells of operations. */
export function operationsStories(ports: PortsOf): readonly Story[] {
  const { operations, complain } = ports;
  const story = (name: string, tell: Story['tell']) => complaining({ name, tell }, complain);
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
      const here = operations.ports(repository, journal);
      if (operations.watches(repository)) return keepState({ repository, at: new Date(at) }, here);
      await markStale({ now: at, why: 'this server has no source for this repository any more' }, here);
    }),
    story('alert', async (input, journal) => {
      const alert = AlertOrder.parse(input);
      const here = ports.round(journal);
      const id = await here.journal.step('name the notice', async () => randomUUID());
      if (await letInAlert(alert, id, here)) return;
      complain(
        { repository: alert.repository },
        'a notice of alerts is for a repository that this app is not installed in',
      );
    }),
    story('alerts-of', async (input, journal) => {
      const order = AlertsOrder.parse(input);
      const { stories } = ports.round(journal);
      const here = operations.ports(order.repository, journal);
      const alerts = operations.alertDesk(order.repository, order.alert.alertmanager);
      await keepAlerts(order, { ...here, alerts, stories, complain });
    }),
    story('alerts-again', async (input, journal) => {
      const order = AlertsOrder.parse(input);
      const { stories, journal: own } = ports.round(journal);
      const id = await own.step('name the notice', async () => randomUUID());
      await own.step('hand the notice on', () => stories.takeUpAlerts(order, id));
    }),
  ];
}

/** What the app does for operations by the clock. */
export function operationsRounds(ports: PortsOf): readonly Round[] {
  const { operations } = ports;
  return [
    {
      name: 'look at the state of operations',
      schedule: '*/15 * * * *',
      tell: async (at, journal) => {
        const { app, stories, journal: own } = ports.round(journal);
        await own.step('begin to look at every state', async () => {
          const shown = await operations.shownStates();
          const all = await app.listRepositories();
          const some = all.filter((repository) => operations.watches(repository) || shown.includes(repository.id));
          for (const repository of some) await stories.startStateLook({ repository, at: at.toISOString() });
          return some.length;
        });
      },
    },
  ];
}

const AlertsOrder = z.strictObject({ repository: RepositoryRef, alert: AlertOrder, tries: z.int().min(0).default(0) });

/** A story whose failure is logged, since nobody waits for it. */
function complaining({ name, tell }: Story, complain: PortsOf['complain']): Story {
  return {
    name,
    tell: async (input, journal) => {
      try {
        await tell(input, journal);
      } catch (error) {
        if (!isStopped(error)) complain({ story: name, reason: messageOf(error) }, 'a story of operations failed');
        throw error;
      }
    },
  };
}
