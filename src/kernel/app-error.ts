import { removeInvisible } from './invisible.ts';

/** What kind of promise was broken; it decides the exit code. */
export type ErrorCode =
  /** The command was used wrongly or its input cannot be read: exit 2. */
  | 'bad-input'
  /** Configuration of a repository or installation is wrong: exit 2. */
  | 'bad-config'
  /** A service, a file system or a program outside of us failed: exit 4. */
  | 'outside-failed'
  /** A broken promise of our own code: exit 4. */
  | 'broken';

/** What a person needs to know beside what went wrong. */
export interface ErrorFacts {
  /** Where it happened, as `file:line` or an option's name. */
  readonly where?: string;
  /** What was expected, with an example where one helps. */
  readonly expected?: string;
  /** What the reader can do now. */
  readonly advice?: string;
  /** Whether it may pass by itself, so that the same may be tried again later. */
  readonly passing?: boolean;
  /** Whether the outside said that what was asked for is not there. */
  readonly absent?: boolean;
  readonly cause?: unknown;
}

/** An error a person can act upon: what, where, what was expected, what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, what: string, facts: ErrorFacts = {}) {
    super(what, { cause: facts.cause });
    this.code = code;
    this.facts = facts;
  }
}

/**
 * The text a person sees: `where: what`, then one indented line for what was expected and one or more for what to do.
 * Words of strangers in it can do nothing to a terminal and begin no line of their own, but for the advice.
 */
export function renderError(error: AppError): string {
  const { where, expected, advice } = error.facts;
  const lines = [where === undefined ? inOneLine(error.message) : inOneLine(`${where}: ${error.message}`)];
  if (expected !== undefined) lines.push(`  expected ${inOneLine(expected)}`);
  if (advice !== undefined) lines.push(`  ${removeInvisible(advice).text}`);
  return lines.join('\n');
}

function inOneLine(text: string): string {
  return removeInvisible(text)
    .text.replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}

/** Reads an unknown thrown value as one line of words. */
export function messageOf(error: unknown): string {
  return inOneLine(error instanceof Error ? error.message : String(error));
}

/** Whether something thrown is an error for people; also one that lost its class on the way, as in a durable record. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && 'facts' in error;
}
