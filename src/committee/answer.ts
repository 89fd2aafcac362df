import type { ZodError, ZodType } from 'zod';
import { messageOf } from '../kernel/app-error.ts';

/** A model's text after validation: the value, or what is wrong with it in words a repair call can use. */
export type Parsed<T> =
  | { readonly kind: 'valid'; readonly value: T }
  | { readonly kind: 'invalid'; readonly errors: readonly string[] };

/** The most errors that are told; a wholly different shape has one for every field. */
const MOST_ERRORS = 20;

const FENCED = /^```(?:json)?\s*\n([\s\S]*?)\n?```$/i;

/** Reads a model's answer as JSON of the given shape; one surrounding code fence is taken off, nothing else is guessed. */
export function parseAnswer<T>(text: string, schema: ZodType<T>): Parsed<T> {
  const trimmed = text.trim();
  let data: unknown;
  try {
    data = JSON.parse(FENCED.exec(trimmed)?.[1] ?? trimmed);
  } catch (error) {
    return { kind: 'invalid', errors: [`not JSON: ${messageOf(error)}`] };
  }
  const result = schema.safeParse(data);
  if (result.success) return { kind: 'valid', value: result.data };
  return { kind: 'invalid', errors: tell(result.error.issues) };
}

function tell(issues: readonly ZodError['issues'][number][]): readonly string[] {
  const errors = issues.map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
  if (errors.length <= MOST_ERRORS) return errors;
  return [...errors.slice(0, MOST_ERRORS), `and ${errors.length - MOST_ERRORS} more`];
}
