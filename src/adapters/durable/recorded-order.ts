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
  readonly start: () => Promise<void>;
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
  const line = openLine(recorded);
  let running = 0;
  let alarm: NodeJS.Timeout | undefined;
  const watch = () => {
    clearTimeout(alarm);
    if (running === 0 && line.isWaiting()) alarm = setTimeout(() => line.giveUp(), patienceMs);
  };
  const begin = ({ start }: Waiting) => {
    running += 1;
    void start().finally(() => {
      running -= 1;
      watch();
    });
  };
  return {
    begin: <T>(name: string, start: () => Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        line.join(name, { start: () => start().then(resolve, reject), fail: reject });
        for (let first = line.leave(); first !== null; first = line.leave()) begin(first);
        watch();
      }),
  };
}

/** The steps that wait for their numbers. */
interface Line {
  join(name: string, waiting: Waiting): void;
  /** The step that takes the next number, which leaves the line; null while the one whose number it is has not come. */
  leave(): Waiting | null;
  isWaiting(): boolean;
  /** Fails whoever waits, since the step on record never came. */
  giveUp(): void;
}

function openLine(recorded: readonly RecordedStep[]): Line {
  const positions = new Map(recorded.map(({ name, position }) => [name, position]));
  const names = new Map(recorded.map(({ name, position }) => [position, name]));
  const expected = new Map<number, Waiting>();
  const others: Waiting[] = [];
  let next = 0;
  return {
    join: (name, waiting) => {
      const position = positions.get(name);
      if (position === undefined) others.push(waiting);
      else expected.set(position, waiting);
    },
    leave: () => {
      const first = names.has(next) ? expected.get(next) : others.shift();
      if (first === undefined) return null;
      expected.delete(next);
      next += 1;
      return first;
    },
    isWaiting: () => others.length > 0 || expected.size > 0,
    giveUp: () => {
      const error = recordUnfit(names.get(next) ?? `step ${next}`);
      for (const { fail } of [...expected.values(), ...others.splice(0)]) fail(error);
      expected.clear();
    },
  };
}

function recordUnfit(missing: string): AppError {
  return new AppError('broken', `the record of this story does not fit this program: "${missing}" never came`, {
    expected: 'the program that began the story, or one that is made to go on with it',
  });
}
