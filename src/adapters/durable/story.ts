import { setTimeout as sleep } from 'node:timers/promises';
import { DBOS, type DBOSClient } from '@dbos-inc/dbos-sdk';
import { z } from 'zod';
import { AppError, isAppError } from '../../kernel/app-error.ts';
import type { Journal } from '../../ports/journal.ts';
import { openRecordedOrder, type RecordedOrder, type RecordedStep } from './recorded-order.ts';

/** A story that the engine can begin, and go on with after a crash: its input is plain data, its effects are steps. */
export interface Story {
  readonly name: string;
  /** The input is what it was begun with, parsed by the story itself. */
  readonly tell: (input: unknown, journal: Journal) => Promise<void>;
}

/** A story that is begun again and again, once for each time in all processes together. */
export interface Round {
  readonly name: string;
  /** When, as five cron fields in UTC. */
  readonly schedule: string;
  readonly tell: (at: Date, journal: Journal) => Promise<void>;
}

/** The line of stories that go on after they were stopped. */
export const INTERRUPTED_QUEUE = 'resumed';

/** Most often that a story is taken up again after its process died, before it is left for a person to look at. */
const MOST_RECOVERIES = 12;
/** Tries of a step, with one second before the second and twice as long before each further one: about four minutes. */
const MOST_TRIES = 9;

/** Makes a story known to the engine, before it is launched; the client reads what an earlier run has on record. */
export function registerStory({ name, tell }: Story, client: DBOSClient): void {
  const run = (input: unknown) => tellOver(client, (journal) => tell(input, journal));
  DBOS.registerWorkflow(run, { name, maxRecoveryAttempts: MOST_RECOVERIES });
}

/** Makes a round known to the engine; returns what it is scheduled by. */
export function registerRound({ name, schedule, tell }: Round, client: DBOSClient) {
  const run = (at: Date) => tellOver(client, (journal) => tell(at, journal));
  const workflowFn = DBOS.registerWorkflow(run, { name, maxRecoveryAttempts: MOST_RECOVERIES });
  return { scheduleName: name, schedule, workflowFn };
}

async function tellOver(client: DBOSClient, tell: (journal: Journal) => Promise<void>): Promise<void> {
  const id = DBOS.workflowID ?? '';
  const order = openRecordedOrder(await readRecord(client, id));
  try {
    await tell(openDurableJournal(order));
  } catch (error) {
    if (isStopped(error) && error.isInterrupted) await takeUpAgain(client, id);
    throw isStopped(error) ? error.cause : error;
  }
}

/** Stories that were taken up again by this process; one whose record itself holds such an error is not, a second time. */
const takenUpAgain = new Set<string>();

/** A story whose step could not be put on record goes on from what is, as after a crash. */
async function takeUpAgain(client: DBOSClient, id: string): Promise<void> {
  if (takenUpAgain.has(id)) return;
  takenUpAgain.add(id);
  await client.cancelWorkflow(id);
  await client.resumeWorkflow(id, { queueName: INTERRUPTED_QUEUE });
}

/** What a story meets at its next step when it was stopped from outside, or when its database went away under it. */
class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly isInterrupted: boolean;

  constructor(cause: unknown, isInterrupted: boolean) {
    super('the story was stopped', { cause });
    this.isInterrupted = isInterrupted;
  }
}

function isStopped(error: unknown): error is Stopped {
  return error instanceof Stopped;
}

/** A journal whose steps are recorded by the engine; a step that fails in passing is tried again. */
function openDurableJournal(order: RecordedOrder): Journal {
  return {
    step: <T>(name: string, effect: () => Promise<T>) =>
      order.begin(name, async () => {
        let hasFailed = false;
        const watched = async () => {
          hasFailed = true;
          const result = await effect();
          hasFailed = false;
          return result;
        };
        try {
          return await DBOS.runStep(watched, {
            name,
            retriesAllowed: true,
            maxAttempts: MOST_TRIES,
            shouldRetry: isPassing,
          });
        } catch (error) {
          if (wasStopped(error)) throw new Stopped(error, false);
          if (!hasFailed && isConnectionFailure(error)) throw new Stopped(error, true);
          throw unwrapped(error);
        }
      }),
  };
}

/** What failed outside may be well in a moment; a wrong input or a mistake of ours will not be. */
function isPassing(error: unknown): boolean {
  return isAppError(error) && error.facts.passing === true;
}

/** The engine's own errors for a story that was cancelled, or that another process has taken over. */
function wasStopped(error: unknown): boolean {
  return error instanceof Error && /^DBOSWorkflow(?:Cancelled|Conflict)Error$/.test(error.constructor.name);
}

const AWAY = /^(?:EPIPE|ECONN(?:RESET|REFUSED|ABORTED)|ETIMEDOUT|57P0[123]|08.{3})$/;

/** The engine repeats what its database refuses in passing, but not everything that a dying database says. */
function isConnectionFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return AWAY.test(code) || /connection (?:terminated|error|timeout)|write EPIPE|timeout exceeded/i.test(error.message);
}

/** After its last try the engine tells of all of them; people want to read the last one, which may come from a record. */
function unwrapped(error: unknown): unknown {
  if (!(error instanceof Error) || !('errors' in error) || !Array.isArray(error.errors)) return error;
  const last: unknown = error.errors.at(-1);
  const told = ToldError.safeParse(last);
  if (told.success) return new AppError(told.data.code, told.data.message, told.data.facts);
  return last instanceof Error ? last : error;
}

/** An error for people as a record gives it back: without its class. */
const ToldError = z.object({
  name: z.literal('AppError'),
  message: z.string(),
  code: z.enum(['bad-input', 'bad-config', 'outside-failed', 'broken']),
  facts: z.object({
    where: z.string().optional(),
    expected: z.string().optional(),
    advice: z.string().optional(),
    passing: z.boolean().optional(),
  }),
});

const RECORD_PAUSE_MS = 1_000;
const RECORD_TRIES = 60;

/** Waits for a database that is away, since a story that cannot read its record must not begin anew. */
async function readRecord(
  client: DBOSClient,
  workflowId: string,
  left = RECORD_TRIES,
): Promise<readonly RecordedStep[]> {
  try {
    return await listRecord(client, workflowId);
  } catch (error) {
    if (left === 0 || !isConnectionFailure(error)) throw error;
    await sleep(RECORD_PAUSE_MS);
    return readRecord(client, workflowId, left - 1);
  }
}

async function listRecord(client: DBOSClient, workflowId: string): Promise<readonly RecordedStep[]> {
  const steps = (await client.listWorkflowSteps(workflowId)) ?? [];
  return steps.map(({ functionID, name }) => ({ position: functionID, name }));
}
