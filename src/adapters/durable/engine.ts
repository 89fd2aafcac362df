import { DBOS, DBOSClient, DebouncerClient } from '@dbos-inc/dbos-sdk';
import { DBOSExecutor } from '@dbos-inc/dbos-sdk/internal/dbos-executor';
import { AppError, messageOf } from '../../kernel/app-error.ts';
import { type EngineFacts, readEngineFacts } from './engine-facts.ts';
import { type EngineLog, quietly } from './engine-log.ts';
import { askOnceWhetherStopped, type StoryTables } from './stop-looks.ts';
import { type Round, registerRound, registerStory, type Story } from './story.ts';
import { lookWhereWorkWaits, type QueueTables } from './waiting-queues.ts';

/**
 * Work of the same version is taken up by any replica. It is raised only for a real break, after the old work has
 * ended; a story that changes its shape asks for a patch instead.
 */
const ENGINE_VERSION = 'engine-1';
const APPLICATION = 'conclave';
/** How often a queue is looked at for the next story, unless it says otherwise: as long as nobody notices. */
const POLL_MS = 200;

/** A line in which stories wait for each other. */
export interface Queue {
  readonly name: string;
  /** Most stories of the queue that run at once in this process. */
  readonly atOnce: number;
  /** Most that run at once under one partition key, in all processes together; null for a queue without partitions. */
  readonly perPartition: number | null;
  /** How often it is looked at, for a queue at which nobody waits; where something waits, a look is a transaction. */
  readonly pollMs?: number;
}

/** What the engine runs, and where. */
export interface EngineSettings {
  readonly databaseUrl: string;
  /** Name of this executor; no two living processes may have the same. */
  readonly executor: string;
  readonly queues: readonly Queue[];
  readonly stories: readonly Story[];
  readonly rounds: readonly Round[];
  readonly log: EngineLog;
}

/** Where and under which id a story is begun. */
export interface Beginning {
  readonly story: string;
  readonly queue: string;
  /** A second beginning with the same id changes nothing. */
  readonly id: string;
  /** The key under which stories wait for each other, for a queue with partitions. */
  readonly partition?: string;
}

/** A story that is begun once for a burst of wishes, with the last of them. */
export interface SoonBeginning {
  readonly story: string;
  readonly queue: string;
  readonly key: string;
  /** Quiet time after the last wish, and the longest that wishes may put it off. */
  readonly quietMs: number;
  readonly longestMs: number;
}

/** The durable engine of one process. */
export interface Engine {
  begin(beginning: Beginning, input: unknown): Promise<void>;
  beginSoon(beginning: SoonBeginning, input: unknown): Promise<void>;
  /** Stops a story before its next step; one that has ended or never began is left alone. */
  stop(id: string): Promise<void>;
  /** Whether a story was stopped before its end. */
  isStopped(id: string): Promise<boolean>;
  /** Lets a stopped story go on where it stood, in a queue without partitions. */
  resume(id: string, queue: string): Promise<void>;
  /** Whether a story can still go on by itself; null when it was never begun. */
  isAlive(id: string): Promise<boolean | null>;
  /** Takes up what a dead executor left. */
  adopt(executor: string): Promise<void>;
  /** Other executors that hold unfinished stories. */
  strangers(): Promise<readonly string[]>;
  facts(): Promise<EngineFacts>;
  /** Forgets stories that ended before a time. */
  forget(endedBefore: Date): Promise<number>;
  /** Stops taking up stories, waits a while for those that run, and leaves the database. */
  close(graceMs: number): Promise<void>;
}

/** Registers the stories and takes up the work: what is queued, and what this executor left when it died. */
export async function launchEngine(settings: EngineSettings): Promise<Engine> {
  const { databaseUrl, executor, log } = settings;
  const logger = quietly(log);
  // Before the launch, since what is taken up then asks at once for its record.
  const client = await DBOSClient.create({ systemDatabaseUrl: databaseUrl, applicationName: APPLICATION, logger });
  for (const story of settings.stories) registerStory(story, client);
  const rounds = settings.rounds.map((round) => registerRound(round, client));
  DBOS.setConfig({
    name: APPLICATION,
    systemDatabaseUrl: databaseUrl,
    applicationVersion: ENGINE_VERSION,
    enablePatching: true,
    executorID: executor,
    logger,
  });
  try {
    await DBOS.launch({}).catch(couldNotLaunch);
    if (DBOSExecutor.globalInstance !== undefined) spareQuestions(DBOSExecutor.globalInstance.systemDatabase);
    await registerQueues(settings.queues);
    await DBOS.applySchedules(rounds);
  } catch (error) {
    // Nobody would stop what a half-launched engine goes on with.
    await DBOS.shutdown().catch(() => undefined);
    await client.destroy();
    throw error;
  }
  return engineOver(client);
}

/** What the engine would ask its database again and again without need. */
function spareQuestions(tables: QueueTables & StoryTables): void {
  lookWhereWorkWaits(tables);
  askOnceWhetherStopped(tables);
}

async function registerQueues(queues: readonly Queue[]): Promise<void> {
  for (const { name, atOnce, perPartition, pollMs = POLL_MS } of queues) {
    await DBOS.registerQueue(name, {
      workerConcurrency: atOnce,
      minPollingIntervalMs: pollMs,
      ...(perPartition !== null && { partitionConcurrency: perPartition }),
    });
  }
}

function couldNotLaunch(cause: unknown): never {
  throw new AppError('outside-failed', `the durable engine could not be launched: ${messageOf(cause)}`, {
    expected: 'a PostgreSQL in which it may make its tables',
    cause,
  });
}

function engineOver(client: DBOSClient): Engine {
  return {
    begin: async ({ story, queue, id, partition }, input) => {
      const where = { workflowName: story, queueName: queue, workflowID: id };
      await client.enqueue(partition === undefined ? where : { ...where, queuePartitionKey: partition }, input);
    },
    beginSoon: async ({ story, queue, key, quietMs, longestMs }, input) => {
      const debouncer = new DebouncerClient(client, {
        workflowName: story,
        startWorkflowParams: { queueName: queue },
        debounceTimeoutMs: longestMs,
      });
      await debouncer.debounce(key, quietMs, input);
    },
    stop: async (id) => {
      if (isUnfinished((await client.getWorkflow(id))?.status)) await client.cancelWorkflow(id);
    },
    isStopped: async (id) => (await client.getWorkflow(id))?.status === 'CANCELLED',
    resume: async (id, queue) => {
      await client.resumeWorkflow(id, { queueName: queue });
    },
    isAlive: async (id) => {
      const found = await client.getWorkflow(id);
      return found === undefined ? null : isUnfinished(found.status);
    },
    adopt: async (executor) => {
      await DBOSExecutor.globalInstance?.recoverPendingWorkflows([executor]);
    },
    strangers: async () => {
      const pending = await client.listWorkflows({ status: 'PENDING', loadInput: false, loadOutput: false });
      const others = pending.flatMap(({ executorId }) => (executorId === undefined ? [] : [executorId]));
      return [...new Set(others)].filter((other) => other !== DBOS.executorID);
    },
    facts: () => readEngineFacts(client, ENGINE_VERSION),
    forget: (endedBefore) => forgetEnded(client, endedBefore),
    close: async (graceMs) => {
      await DBOS.shutdown({ workflowCompletionTimeoutMS: graceMs });
      await client.destroy();
    },
  };
}

function isUnfinished(status: string | undefined): boolean {
  return status === 'PENDING' || status === 'ENQUEUED' || status === 'DELAYED';
}

const FORGET_AT_ONCE = 500;

async function forgetEnded(client: DBOSClient, endedBefore: Date): Promise<number> {
  let forgotten = 0;
  for (;;) {
    const ended = await client.listWorkflows({
      status: ['SUCCESS', 'ERROR', 'CANCELLED'],
      completedBefore: endedBefore.toISOString(),
      limit: FORGET_AT_ONCE,
      loadInput: false,
      loadOutput: false,
    });
    if (ended.length === 0) return forgotten;
    await client.deleteWorkflows(ended.map(({ workflowID }) => workflowID));
    forgotten += ended.length;
  }
}
