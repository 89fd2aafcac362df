import type { DBOSClient } from '@dbos-inc/dbos-sdk';

/** What waits in the engine, for health checks and metrics. */
export interface EngineFacts {
  /** Waiting stories by queue. */
  readonly waiting: Readonly<Record<string, number>>;
  readonly running: number;
  /** Milliseconds since 1970 at which the oldest waiting story was begun; null when none waits. */
  readonly oldestWaitingSince: number | null;
  /** Unfinished stories by their engine version, where it is another one and nobody here will take them up. */
  readonly stranded: Readonly<Record<string, number>>;
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
  return {
    waiting: countBy(waiting.map(({ queueName }) => queueName ?? 'none')),
    running: unfinished.length - waiting.length,
    oldestWaitingSince: waiting.reduce<number | null>(
      (oldest, { createdAt }) => Math.min(oldest ?? createdAt, createdAt),
      null,
    ),
    stranded: countBy(
      unfinished.flatMap(({ applicationVersion: own }) => (own === undefined || own === version ? [] : [own])),
    ),
  };
}

function countBy(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
