import { DBOSClient } from '@dbos-inc/dbos-sdk';
import type { AppStage } from './app-stage.ts';
import { eventually } from './verdict-of.ts';

/** What the app does by the clock. */
export type RoundName =
  | 'ask again for deliveries'
  | 'pick up what is left'
  | 'forget what is old'
  | 'look at the state of operations';

/** Lets the app tell one of its rounds now, whatever the clock says, and waits for its end. */
export async function tellRound(stage: AppStage, name: RoundName, at = new Date()): Promise<void> {
  const client = await DBOSClient.create({ systemDatabaseUrl: stage.databaseUrl, applicationName: 'conclave' });
  try {
    const round = await client.enqueue({ workflowName: name, queueName: 'looks' }, at);
    await eventually(stage, async () => {
      const { status } = (await round.getStatus()) ?? {};
      if (status === 'ERROR') throw new Error(`the round "${name}" failed`);
      return status === 'SUCCESS' ? true : null;
    });
  } finally {
    await client.destroy();
  }
}
