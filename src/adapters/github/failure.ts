import { RequestError } from 'octokit';
import { z } from 'zod';
import { AppError, isAppError, messageOf } from '../../kernel/app-error.ts';
import { nameAccepted } from './granted-permission.ts';
import { waitAskedFor } from './rate-limit.ts';
import { removeTokens } from './redaction.ts';

/** Most characters of GitHub's own words that are shown. */
const LONGEST_EXPLANATION = 300;

/** The HTTP status of a failed request; null when no answer came. */
export function statusOf(error: unknown): number | null {
  return error instanceof RequestError && error.response !== undefined ? error.status : null;
}

/** Whether GitHub said of a thing that it is not there, or not any more. */
export function isAbsence(error: unknown): boolean {
  const status = statusOf(error);
  return status === 404 || status === 410;
}

/** Whether a failed request may succeed later without anyone doing something: no answer, a 5xx, a limit of requests. */
export function isPassing(error: unknown): boolean {
  if (isAppError(error)) return error.facts.passing === true;
  if (!(error instanceof RequestError)) return false;
  const status = statusOf(error);
  return status === null || status >= 500 || waitAskedFor(error, Date.now()) !== null;
}

/** Who sends a request: an app, somebody with a plain token, or somebody without one. */
export type Bearer = 'app' | 'token' | 'nobody';

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
  const advice = error instanceof RequestError ? (passing ? adviceToWait(error) : adviceFor(error)) : null;
  const absent = isAbsence(error);
  return new AppError('outside-failed', what, { passing, absent, ...(advice !== null && { advice }) });
}

const Explanation = z.object({ message: z.string() });

function explanationOf(error: unknown): string {
  if (!(error instanceof RequestError) || error.response === undefined) return messageOf(error);
  const said = Explanation.safeParse(error.response.data);
  return said.success ? messageOf(said.data.message) : '';
}

/** Null for a failure that no limit of requests explains. */
function adviceToWait(error: RequestError): string | null {
  const now = Date.now();
  const wait = waitAskedFor(error, now);
  if (wait === null) return null;
  const end = new Date(now + wait).toISOString().replace(/\.\d+Z$/, 'Z');
  const more = bearerOf(error) === 'nobody' ? ' With a token there are more of them.' : '';
  return `GitHub takes requests again at ${end}.${more}`;
}

function adviceFor(error: RequestError): string | null {
  const bearer = bearerOf(error);
  const status = statusOf(error);
  if (status === 401) return ADVICE_401[bearer];
  if (status === 404) return ADVICE_404[bearer];
  if (status !== 403) return null;
  const needed = nameAccepted(error.response?.headers['x-accepted-github-permissions']);
  return needed === null ? ADVICE_403[bearer] : `${ADVICE_403[bearer]} It takes the permission ${needed}.`;
}

const ADVICE_401: Readonly<Record<Bearer, string>> = {
  app: 'Check the id and the private key of the app.',
  token: 'Check the token, and whether it has expired.',
  nobody: 'Give a token.',
};

const ADVICE_403: Readonly<Record<Bearer, string>> = {
  app: 'Check the permissions of the app and whether its installation accepted them.',
  token: 'Check the permissions of the token.',
  nobody: 'Give a token.',
};

const ADVICE_404: Readonly<Record<Bearer, string | null>> = {
  app: null,
  token: 'Either it is not there, or the token may not see it.',
  nobody: 'Either it is not there, or it takes a token to see it.',
};

const Sent = z.object({ request: z.object({ by: z.enum(['app', 'token', 'nobody']) }) });

/** The client says it with every request. */
function bearerOf({ request }: RequestError): Bearer {
  const sent = Sent.safeParse(request);
  return sent.success ? sent.data.request.by : 'app';
}
