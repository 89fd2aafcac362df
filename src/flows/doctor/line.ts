import { type ErrorCode, isAppError, messageOf } from '../../kernel/app-error.ts';

/** What is looked at, in the order in which it is shown. */
export const CHECKS = [
  'configuration',
  'models',
  'keys',
  'app',
  'webhook',
  'rulesets',
  'database',
  'sandbox',
  'sources',
] as const;
export type CheckName = (typeof CHECKS)[number];

/** One thing that was looked at. */
export interface Line {
  readonly check: CheckName;
  /** `skipped` is what nobody asked for; what could not be looked at is a failure or a warning. */
  readonly status: 'ok' | 'warning' | 'failure' | 'skipped';
  readonly found: string;
  /** What to do; null where there is nothing to do. */
  readonly advice: string | null;
  /** Whether it is unknown because something outside gave no answer. */
  readonly unasked: boolean;
}

/** The lines of one check. */
export interface Pen {
  readonly ok: (found: string) => Line;
  readonly warning: (found: string, advice: string) => Line;
  readonly failure: (found: string, advice: string) => Line;
  readonly skipped: (found: string) => Line;
  /** What stood in the way of looking. */
  readonly error: (error: unknown) => Line;
}

/** Writes lines of a check. */
export function penOf(check: CheckName): Pen {
  const known = { check, unasked: false };
  return {
    ok: (found) => ({ ...known, status: 'ok', found, advice: null }),
    warning: (found, advice) => ({ ...known, status: 'warning', found, advice }),
    failure: (found, advice) => ({ ...known, status: 'failure', found, advice }),
    skipped: (found) => ({ ...known, status: 'skipped', found, advice: null }),
    error: (error) => ({ ...known, status: 'failure', ...wordsOf(error) }),
  };
}

/** Looks at a part of a check; what stands in the way becomes its line, and the other parts go on. */
export async function lookAt(pen: Pen, look: () => Promise<readonly Line[]>): Promise<readonly Line[]> {
  try {
    return await look();
  } catch (error) {
    return [pen.error(error)];
  }
}

/** No answer and a limit of requests pass by themselves; a refusal is an answer. */
function wordsOf(error: unknown): Pick<Line, 'found' | 'advice' | 'unasked'> {
  if (!isAppError(error)) {
    const advice = 'This is an error of the program itself; report it.';
    return { found: `could not be looked at: ${messageOf(error)}`, advice, unasked: false };
  }
  const { where, expected, advice, passing } = error.facts;
  const unasked = error.code === 'outside-failed' && passing === true;
  const words = [
    ...(expected === undefined ? [] : [`Expected ${expected}`]),
    ...(advice === undefined ? [] : [advice]),
  ];
  return {
    found: where === undefined ? error.message : `${where}: ${error.message}`,
    advice: words.length > 0 ? words.join('\n') : unasked ? TRY_AGAIN : CHECK_APP[error.code],
    unasked,
  };
}

const TRY_AGAIN = 'Look at the connection, and ask again later.';

/** What to do where an error does not say it: only GitHub refuses without more words. */
const CHECK_APP: Readonly<Record<ErrorCode, string | null>> = {
  'bad-input': null,
  'bad-config': null,
  'outside-failed': 'Check the id, the private key and the permissions of the app.',
  broken: 'This is an error of the program itself; report it.',
};
