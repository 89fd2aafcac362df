import { RequestError } from 'octokit';
import { z } from 'zod';
import { AppError, isAppError, messageOf } from '../../kernel/app-error.ts';
import { waitAskedFor } from './rate-limit.ts';
import { removeTokens } from './redaction.ts';

/** Most characters of GitHub's own words that are shown. */
const LONGEST_EXPLANATION = 300;

/** The HTTP status of a failed request; null when no answer came. */
export function statusOf(error: unknown): number | null {
  return error instanceof RequestError && error.response !== undefined ? error.status : null;
}

/** Whether a failed request may succeed later without anyone doing something: no answer, a 5xx, a limit of requests. */
export function isPassing(error: unknown): boolean {
  if (isAppError(error)) return error.facts.passing === true;
  if (!(error instanceof RequestError)) return false;
  const status = statusOf(error);
  return status === null || status >= 500 || waitAskedFor(error, Date.now()) !== null;
}

/** The error that people see of a failed request, without the request itself, in which the token stands. */
export function githubFailed(asked: string, error: unknown): AppError {
  if (isAppError(error)) return error;
  const status = statusOf(error);
  const words = removeTokens(explanationOf(error)).slice(0, LONGEST_EXPLANATION);
  const what =
    status === null
      ? `GitHub could not be asked for ${asked}: ${words}`
      : `GitHub answered ${status} when asked for ${asked}${words === '' ? '' : `: ${words}`}`;
  const passing = isPassing(error);
  return new AppError('outside-failed', what, { passing, ...(passing ? {} : adviceFor(status)) });
}

const Explanation = z.object({ message: z.string() });

function explanationOf(error: unknown): string {
  if (!(error instanceof RequestError) || error.response === undefined) return messageOf(error);
  const said = Explanation.safeParse(error.response.data);
  return said.success ? messageOf(said.data.message) : '';
}

function adviceFor(status: number | null): { readonly advice?: string } {
  if (status === 401) return { advice: 'Check the id and the private key of the app.' };
  if (status === 403) return { advice: 'Check the permissions of the app and whether its installation accepted them.' };
  return {};
}
