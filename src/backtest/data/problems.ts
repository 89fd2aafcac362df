import { AppError } from '../../kernel/app-error.ts';

/** Most problems that are written out; the rest is counted. */
const SHOWN = 10;

/** One thing that is wrong with a file of market data. */
export interface Problem {
  /** Physical line or row, from 1. */
  readonly line: number;
  readonly what: string;
}

/** What is wrong with one file, in the order in which it was found. */
export interface Problems {
  readonly file: string;
  /** What `line` counts: lines of a text, rows of a table. */
  readonly unit: 'line' | 'row';
  readonly shown: Problem[];
  count: number;
}

/** A list for one file, still empty. */
export function noProblems(file: string, unit: Problems['unit'] = 'line'): Problems {
  return { file, unit, shown: [], count: 0 };
}

/** Notes a problem; its words are only made when they will be shown. */
export function noteProblem(problems: Problems, line: number, word: () => string): void {
  problems.count += 1;
  if (problems.shown.length < SHOWN) problems.shown.push({ line, what: word() });
}

/** Throws `bad-input` with the first problems, each with its line, and the number of those that are not shown. */
export function throwProblems({ file, unit, shown, count }: Problems): void {
  const [first, ...others] = shown.toSorted((left, right) => left.line - right.line);
  if (first === undefined) return;
  const placeOf = (line: number): string => (unit === 'line' ? `${file}:${line}` : `${file}, row ${line}`);
  const lines = others.map(({ line, what }) => `${placeOf(line)}: ${what}`);
  if (count > shown.length) lines.push(`and ${count - shown.length} more`);
  throw new AppError('bad-input', first.what, {
    where: placeOf(first.line),
    advice: [...lines, 'Market data is refused, not repaired: correct the file, then run again.'].join('\n  '),
  });
}
