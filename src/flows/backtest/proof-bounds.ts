import { AppError } from '../../kernel/app-error.ts';

/** What ends a proof before its time: somebody who interrupts it, or its time limit. */
export interface ProofBounds extends Disposable {
  /** Its reason is an `AppError`. */
  readonly signal: AbortSignal;
}

/** What a proof is bound by. */
export interface BoundsOrder {
  /** Milliseconds for all that its strategies do. */
  readonly timeLimit: number;
  /** Is aborted when the time limit is over. */
  readonly timeout: AbortSignal;
  readonly interruption: AbortSignal | undefined;
  /** How far the proof is, as it reads on from "was not done after 5 s,". */
  readonly reached: () => string;
}

/** Opens the bounds of a proof; whatever still runs behind them when they are closed ends with them. */
export function openBounds({ timeLimit, timeout, interruption, reached }: BoundsOrder): ProofBounds {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(interrupted());
  const giveUp = (): void => controller.abort(late(timeLimit, reached()));
  if (interruption?.aborted === true) interrupt();
  interruption?.addEventListener('abort', interrupt);
  timeout.addEventListener('abort', giveUp);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      timeout.removeEventListener('abort', giveUp);
      interruption?.removeEventListener('abort', interrupt);
      controller.abort(new AppError('broken', 'the proof is over'));
    },
  };
}

function interrupted(): AppError {
  return new AppError('outside-failed', 'the backtest was interrupted', { passing: true });
}

function late(timeLimit: number, reached: string): AppError {
  return new AppError('bad-input', `the strategy was not done after ${timeLimit / 1_000} s, ${reached}`, {
    where: 'strategy',
    expected: 'a look-ahead proof that ends within its time limit',
    advice: 'Look for a loop that does not end, or give it more time with --time-limit.',
  });
}
