import { AppError } from '../../kernel/app-error.ts';

/** A step that an earlier run of a story has on record, and the number it had. */
export interface RecordedStep {
  readonly position: number;
  readonly name: string;
}

/** Lets the steps of a story begin in the order of the record. */
export interface RecordedOrder {
  /** Begins a step at its turn; a step without a record takes the next number that no record holds. */
  begin<T>(name: string, start: () => Promise<T>): Promise<T>;
}

/** How long a story may wait for a step of the record although nothing of it runs. */
const PATIENCE_MS = 30_000;

interface Waiting {
  readonly start: () => void;
  readonly fail: (error: Error) => void;
}

/**
 * A durable engine knows steps by their number, and steps that follow an answer begin in the order in which answers
 * arrive, which is another one on every run. So a replay begins each recorded step under the number it had: a step
 * waits until the numbers before it are taken.
 *
 * It always goes on: whatever the earlier run began rests only on steps with smaller numbers that are on record, so
 * that the replay begins it too, and a number without a record belonged to a step that was in flight, for which any
 * step without a record may stand.
 */
export function openRecordedOrder(recorded: readonly RecordedStep[], patienceMs = PATIENCE_MS): RecordedOrder {
  const positions = new Map(recorded.map(({ name, position }) => [name, position]));
  const taken = new Set(recorded.map(({ position }) => position));
  const byPosition = new Map<number, Waiting>();
  const unrecorded: Waiting[] = [];
  let next = 0;
  let running = 0;
  let alarm: NodeJS.Timeout | undefined;

  const nextWaiting = (): Waiting | undefined => {
    if (!taken.has(next)) return unrecorded.shift();
    const waiting = byPosition.get(next);
    byPosition.delete(next);
    return waiting;
  };
  const isStuck = () => running === 0 && (unrecorded.length > 0 || byPosition.size > 0);
  const watch = () => {
    clearTimeout(alarm);
    if (isStuck()) alarm = setTimeout(giveUp, patienceMs);
  };
  const giveUp = () => {
    const missing = recorded.find(({ position }) => position === next)?.name ?? `step ${next}`;
    const error = new AppError(
      'broken',
      `the record of this story does not fit this program: "${missing}" never came`,
      {
        expected: 'the program that began the story, or one that is made to go on with it',
      },
    );
    for (const { fail } of [...byPosition.values(), ...unrecorded.splice(0)]) fail(error);
    byPosition.clear();
  };
  const drain = () => {
    for (let waiting = nextWaiting(); waiting !== undefined; waiting = nextWaiting()) {
      next += 1;
      running += 1;
      waiting.start();
    }
    watch();
  };
  return {
    begin: <T>(name: string, start: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        const waiting: Waiting = {
          fail: reject,
          start: () =>
            void start()
              .then(resolve, reject)
              .finally(() => {
                running -= 1;
                watch();
              }),
        };
        const position = positions.get(name);
        if (position === undefined) unrecorded.push(waiting);
        else byPosition.set(position, waiting);
        drain();
      }),
  };
}
