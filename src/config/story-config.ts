import { z } from 'zod';
import { isLinearPattern } from '../kernel/linear-pattern.ts';

const LONGEST_PATTERN = 200;

/** How this repository names its stories. */
export const StoryConfig = z
  .strictObject({
    pattern: z
      .string('a regular expression in quotes, or null')
      .min(1, 'a regular expression, or null')
      .max(LONGEST_PATTERN, `a regular expression of at most ${LONGEST_PATTERN} characters`)
      .refine(isRegularExpression, { error: 'a JavaScript regular expression', abort: true })
      .refine((pattern) => !new RegExp(pattern).test(''), 'a regular expression that does not match the empty text')
      .refine(
        (pattern) => !repeatsAnOpenGroup(pattern),
        'a regular expression that repeats no group with a choice or an open repeat inside, as (a+)+ does',
      )
      .refine(isLinearPattern, 'a regular expression without look-around and references back')
      .nullable()
      .default(null)
      .describe(String.raw`Regular expression of a story id, e.g. 'CVN-N\d{3}-E[A-Z]-S\d{2}'; set = G1 and G4 use it.`),
  })
  .describe('Stories: set a pattern when titles, bodies and branches name one.');
export type StoryConfig = z.infer<typeof StoryConfig>;

function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

const TOKEN = /\\.|\[(?:\\.|[^\]\\])*\]|\{\d+(,?)\d*\}|./gs;

/** Groups that can be repeated in more ways than one make the matcher try them all: exponential on a hostile text. */
function repeatsAnOpenGroup(pattern: string): boolean {
  const outer: boolean[] = [];
  let isOpen = false;
  let closedOpenGroup = false;
  for (const [token, comma] of pattern.matchAll(TOKEN)) {
    if (closedOpenGroup && (token === '*' || token === '+' || comma !== undefined)) return true;
    closedOpenGroup = token === ')' && isOpen;
    if (token === '(') {
      outer.push(isOpen);
      isOpen = false;
    } else if (token === ')') {
      isOpen = (outer.pop() ?? false) || isOpen;
    } else if (token === '|' || token === '*' || token === '+' || comma === ',') {
      isOpen = true;
    }
  }
  return false;
}
