import type { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import { nearestWord } from '../kernel/nearest.ts';

/** Reads an option that takes one of a few words; another one is refused with the nearest. */
export function parseWord<T extends string>(
  text: string,
  words: z.ZodType<T> & { readonly options: readonly T[] },
  option: string,
): T {
  const parsed = words.safeParse(text);
  if (parsed.success) return parsed.data;
  const near = nearestWord(text, words.options);
  throw new AppError('bad-input', `unknown word "${text}"`, {
    where: option,
    expected: `one of: ${words.options.join(', ')}`,
    ...(near !== null && { advice: `did you mean "${near}"?` }),
  });
}
