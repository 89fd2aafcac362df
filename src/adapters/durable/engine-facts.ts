import type { DBOSClient } from '@dbos-inc/dbos-sdk';

/** What waits in the engine, for health checks and metrics. */
export interface EngineFacts {
  /** Waiting stories by queue. */
  readonly waiting: Readonly<Record<string, number>>;
  readonly running: number;
  /** Milliseconds since 1970 at which the oldest waiting story was begun; null when none waits. */
  readonly oldestWaitingSince: number | null;
  /** Unfinished stories of another engine version, which nobody will take up. */
  readonly stranded: number;
}

const MOST_ROWS = 10_000;

/** Reads what waits and runs, without inputs and outputs. */
export async function readEngineFacts(client: DBOSClient, version: string): Promise<EngineFacts> {
  const unfinished = await client.listWorkflows({
    status: ['ENQUEUED', 'PENDING'],
    loadInput: false,
    loadOutput: false,
    limit: MOST_ROWS,
  });
  const waiting = unfinished.filter(({ status }) => status === 'ENQUEUED');
  const byQueue: Record<string, number> = {};
  for (const { queueName = 'none' } of waiting) byQueue[queueName] = (byQueue[queueName] ?? 0) + 1;
  return {
    waiting: byQueue,
    running: unfinished.length - waiting.length,
    oldestWaitingSince: waiting.reduce<number | null>(
      (oldest, { createdAt }) => Math.min(oldest ?? createdAt, createdAt),
      null,
    ),
    stranded: unfinished.filter(({ applicationVersion: own }) => own !== undefined && own !== version).length,
  };
}
