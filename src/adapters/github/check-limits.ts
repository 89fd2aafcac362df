import { AppError } from '../../kernel/app-error.ts';
import type { CheckOutput } from '../../kernel/check.ts';

/** Most characters of a summary and of a text of a check run, each. */
const LONGEST_TEXT = 65_535;

/** Most characters of an annotation's title. */
const LONGEST_TITLE = 255;

/** Throws for an output that GitHub would refuse: to cut it here would hide a part of it. */
export function refuseLongOutput({ summary, text, annotations }: CheckOutput): void {
  refuse('summary', summary, LONGEST_TEXT);
  refuse('text', text, LONGEST_TEXT);
  for (const { title } of annotations) refuse('title of an annotation', title, LONGEST_TITLE);
}

function refuse(what: string, text: string, most: number): void {
  if (text.length <= most) return;
  throw new AppError('broken', `the ${what} of a check run has ${text.length} characters`, {
    expected: `at most ${most}`,
  });
}
