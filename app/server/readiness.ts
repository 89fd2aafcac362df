import type { Reply } from './reply.ts';

/** What decides whether this replica can work, read afresh at each question. */
export interface ReadinessFacts {
  /** Whether the database answered. */
  readonly database: boolean;
  /** Whether this server has the credentials of an app and has opened what runs its workflows. */
  readonly isSetUp: boolean;
  /** Whether this process holds the slot under which it runs workflows. */
  readonly slotHeld: boolean;
  /** Seconds that the oldest waiting workflow has waited; null when it could not be read. */
  readonly queueLagSeconds: number | null;
  /** Versions of the application whose unfinished workflows nobody here goes on with. */
  readonly strandedVersions: readonly string[];
}

/** How the facts are read, how long that may take in milliseconds, and who is told why it failed. */
export interface ReadinessQuestion {
  readonly read: () => Promise<ReadinessFacts>;
  readonly waitMs: number;
  readonly onFailure: (error: unknown) => void;
}

/** A lag that is pointed out, in seconds. */
const LONG_LAG_SECONDS = 300;

/**
 * The answer of `/readyz`: 503 when deliveries cannot be kept (no database, no slot, no facts in time). A long queue or
 * stranded work is a warning: to turn deliveries away would mend neither.
 */
export async function answerReadiness({ read, waitMs, onFailure }: ReadinessQuestion): Promise<Reply> {
  const facts = await readInTime({ read, waitMs, onFailure });
  if (typeof facts === 'string') return tell(503, { ready: false, problems: [facts], warnings: [] });
  const problems = [...(facts.database ? [] : ['the database does not answer']), ...slotProblems(facts)];
  const ready = problems.length === 0;
  return tell(ready ? 200 : 503, { ready, problems, warnings: warningsOf(facts), facts });
}

function slotProblems({ isSetUp, slotHeld }: ReadinessFacts): readonly string[] {
  if (!isSetUp) return ['not set up: open /setup'];
  return slotHeld ? [] : ['this process holds no slot for workflows'];
}

async function readInTime({ read, waitMs, onFailure }: ReadinessQuestion): Promise<ReadinessFacts | string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve(`no facts within ${waitMs} ms`), waitMs);
  try {
    return await Promise.race([read(), promise]);
  } catch (error) {
    // Everybody may ask, and an error of a database names hosts and users: the words stay in the log.
    onFailure(error);
    return 'the facts could not be read; the log says why';
  } finally {
    clearTimeout(timer);
  }
}

function warningsOf({ queueLagSeconds, strandedVersions }: ReadinessFacts): readonly string[] {
  return [
    ...(queueLagSeconds === null ? ['the lag of the queue could not be read'] : []),
    ...(queueLagSeconds !== null && queueLagSeconds > LONG_LAG_SECONDS
      ? [`the oldest waiting work has waited ${Math.round(queueLagSeconds)} s`]
      : []),
    ...strandedVersions.map((version) => `unfinished work of version ${version} waits for a process of that version`),
  ];
}

function tell(status: number, answer: object): Reply {
  return { status, text: `${JSON.stringify(answer, null, 2)}\n`, contentType: 'application/json; charset=utf-8' };
}
