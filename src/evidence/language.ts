import { z } from 'zod';

/** A language whose files can be read as a tree. */
export const Language = z.enum(['python', 'typescript', 'tsx', 'javascript']);
export type Language = z.infer<typeof Language>;

const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['py', 'python'],
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'tsx'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['jsx', 'javascript'],
]);

/** The language of a file by the ending of its path; null when it is none that we read as a tree. */
export function languageOf(path: string): Language | null {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return LANGUAGES.get(ending) ?? null;
}
