import { AppError, type ErrorFacts } from '../kernel/app-error.ts';

/** A diff as lines, without line ends, under the name a person knows it by. */
export interface DiffSource {
  readonly name: string;
  readonly lines: readonly string[];
}

/** Cuts a diff into lines; a carriage return at a line's end belongs to the line end. */
export function readDiffSource(text: string, name: string): DiffSource {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') lines.pop();
  return { name, lines };
}

/** The error of a diff that cannot be read, at a line counted from 0. */
export function diffError(source: DiffSource, at: number, facts: ErrorFacts & { readonly found: string }): AppError {
  const { found, ...rest } = facts;
  return new AppError('bad-input', found, { ...rest, where: `${source.name}:${at + 1}` });
}

/** A line as it is shown in an error: quoted, cut to a readable length, or called the end of the diff. */
export function showLine(source: DiffSource, at: number): string {
  const line = source.lines[at];
  if (line === undefined) return 'the end of the diff';
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line);
}
