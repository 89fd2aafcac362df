import { type ZodType, z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { githubFailed, isAbsence } from './failure.ts';

/** An answer of GitHub, of which only the body is read. */
export interface Answered {
  readonly data: unknown;
}

/** Asks GitHub for one thing, named for errors, and reads the answer; what fails is an AppError. */
export async function ask<T>(asked: string, schema: ZodType<T>, send: () => Promise<Answered>): Promise<T> {
  const { data } = await send().catch((error: unknown) => {
    throw githubFailed(asked, error);
  });
  return read(asked, schema, data);
}

/** Asks for a thing that may be absent: null when GitHub says that there is none. */
export async function askIfThere<T>(
  asked: string,
  schema: ZodType<T>,
  send: () => Promise<Answered>,
): Promise<T | null> {
  const answer = await send().catch((error: unknown) => {
    if (isAbsence(error)) return null;
    throw githubFailed(asked, error);
  });
  return answer === null ? null : read(asked, schema, answer.data);
}

/** Asks for all pages of a list. */
export async function askAll<T>(
  asked: string,
  item: ZodType<T>,
  send: () => Promise<readonly unknown[]>,
): Promise<readonly T[]> {
  return ask(asked, z.array(item), async () => ({ data: await send() }));
}

function read<T>(asked: string, schema: ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? 'the answer' : issue.path.join('.');
  throw new AppError('outside-failed', `GitHub answered something unknown when asked for ${asked}`, {
    expected: `${where} as GitHub's API describes it: ${issue?.message ?? ''}`,
  });
}
