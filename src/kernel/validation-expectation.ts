import type { z } from 'zod';

/** What was expected, as a phrase that follows "expected"; schemas override it with a message of their own. */
export function expectationOf(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return nameOfType(issue.expected);
    case 'invalid_value':
      return listOf(issue.values.map(String));
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${quantity(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${quantity(issue.maximum, issue.origin)}`;
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_format':
      return issue.format === 'regex' ? `text that matches ${issue.pattern}` : `a valid ${issue.format}`;
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return 'another value';
    default:
      return issue satisfies never;
  }
}

/** A closed list in words: the only word itself, or `one of: …`. */
export function listOf(words: readonly string[]): string {
  return words.length === 1 ? words.join() : `one of: ${words.join(', ')}`;
}

const TYPE_NAMES: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['object', 'a mapping'],
  ['record', 'a mapping'],
  ['array', 'a list'],
  ['null', 'nothing'],
]);

function nameOfType(type: string): string {
  return TYPE_NAMES.get(type) ?? type;
}

function quantity(bound: number | bigint, origin: string): string {
  const unit = origin === 'string' ? 'character' : origin === 'array' ? 'item' : null;
  if (unit === null) return String(bound);
  return `${bound} ${unit}${Number(bound) === 1 ? '' : 's'}`;
}
