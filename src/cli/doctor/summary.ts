import type { Line } from '../../flows/doctor/line.ts';
import { EXIT } from '../exit-code.ts';

/** The exit code: 1 when something failed, 4 when all that failed is an outside service that gave no answer. */
export function exitCodeOfLines(lines: readonly Line[]): number {
  const failures = lines.filter(({ status }) => status === 'failure');
  if (failures.length === 0) return EXIT.passed;
  return failures.every(({ unasked }) => unasked) ? EXIT.outsideFailed : EXIT.failed;
}

/** How many lines have each status, in words: `1 failure, 2 warnings, 9 ok`. */
export function countLines(lines: readonly Line[]): string {
  const count = (wanted: Line['status']) => lines.filter(({ status }) => status === wanted).length;
  const plural = (number: number, word: string) => (number === 1 ? `1 ${word}` : `${number} ${word}s`);
  const skipped = count('skipped');
  return [
    plural(count('failure'), 'failure'),
    plural(count('warning'), 'warning'),
    `${count('ok')} ok`,
    ...(skipped === 0 ? [] : [`${skipped} skipped`]),
  ].join(', ');
}
