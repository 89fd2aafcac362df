import { AppError } from '../../kernel/app-error.ts';

/** Ends the wait for work that takes longer than some milliseconds; the work itself is left alone. */
export async function limitTime<T>(work: () => Promise<T>, milliseconds: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(tooLong(milliseconds)), milliseconds);
  try {
    return await Promise.race([work(), promise]);
  } finally {
    clearTimeout(timer);
  }
}

function tooLong(milliseconds: number): AppError {
  return new AppError('outside-failed', `no answer within ${Math.round(milliseconds / 1_000)} seconds`, {
    passing: true,
  });
}
