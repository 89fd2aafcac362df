import { z } from 'zod';
import { expectationOf } from '../../src/kernel/validation-expectation.ts';

/** What a value must be, in the words of the errors: the schema is shown wrong values and says what it expected. */
export function expectedWords(schema: z.core.$ZodType): string {
  if (schema instanceof z.ZodNullable) return orNull(expectedWords(schema.unwrap()));
  if (schema instanceof z.ZodEnum) return schema.options.map((word) => `\`${word}\``).join(', ');
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((value) => `\`${String(value)}\``).join(', ');
  if (schema instanceof z.ZodArray) return listWords(schema);
  if (schema instanceof z.ZodRecord) {
    return `a mapping from ${withoutExample(schema.keyType)} to ${withoutExample(schema.valueType)}`;
  }
  if (schema instanceof z.ZodNumber) return numberWords(schema);
  if (schema instanceof z.ZodString) return escapeText(complaints(schema, TEXTS).at(-1) ?? kindOf(schema));
  return escapeText(kindOf(schema));
}

/** Text as Markdown shows it letter by letter, also in a table. */
export function escapeText(text: string): string {
  return text.replaceAll(/[\\<|*`]/g, '\\$&');
}

/** Beyond every bound that a schema of ours can have. */
const NUMBERS: readonly unknown[] = [-1e12, 1e12];
const TEXTS: readonly unknown[] = ['', '\n'];

function withoutExample(schema: z.core.$ZodType): string {
  return expectedWords(schema).replaceAll(/, e\.g\. \S+/g, '');
}

/** A bound that repeats the kind says more than the kind alone. */
function numberWords(schema: z.ZodNumber): string {
  const [kind = kindOf(schema)] = complaints(schema, [0.5]);
  const bounds = complaints(schema, NUMBERS).filter((bound) => bound !== kind);
  const repeated = bounds.find((bound) => bound.startsWith(kind));
  return [repeated ?? kind, ...bounds.filter((bound) => bound !== repeated)].join(', ');
}

function orNull(words: string): string {
  return /\bnull\b/.test(words) ? words : `${words}, or \`null\``;
}

function listWords(schema: z.ZodArray): string {
  const [tooMany] = complaints(schema, [Array.from({ length: 1_001 })]);
  if (tooMany !== undefined && schema.safeParse([]).success) return escapeText(tooMany);
  const [tooFew] = complaints(schema, [[]]);
  const list = tooFew === undefined ? 'a list' : `a list of ${tooFew}`;
  const each = expectedWords(schema.element);
  return `${list}; each ${schema.element instanceof z.ZodEnum ? `one of ${each}` : each}`;
}

/** What the schema says of nothing at all: its type. */
function kindOf(schema: z.core.$ZodType): string {
  return complaints(schema, [undefined])[0] ?? 'anything';
}

function complaints(schema: z.core.$ZodType, values: readonly unknown[]): readonly string[] {
  const issues = values.flatMap(
    (value) => z.core.safeParse(schema, value, { error: expectationOf }).error?.issues ?? [],
  );
  return [...new Set(issues.filter(({ path }) => path.length === 0).map(({ message }) => message))];
}
