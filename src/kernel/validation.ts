import type { ZodType } from 'zod';
import { AppError, type ErrorCode } from './app-error.ts';
import { type Complaint, complaintsOf } from './validation-complaint.ts';
import { expectationOf } from './validation-expectation.ts';
import { outlineOf } from './validation-outline.ts';
import type { YamlDocument } from './yaml-document.ts';

const MOST_FURTHER_COMPLAINTS = 5;

/** How a wrong document is told. */
export interface Wording {
  readonly code?: ErrorCode;
  /** A sentence for each key that people look for in a place where it is not, by dotted path: `committee.experts`. */
  readonly hints?: Readonly<Record<string, string>>;
}

/**
 * Checks a document against a schema and returns what the schema makes of it; throws one AppError that tells the first
 * wrong line in full and names up to five others. A message given in the schema says what was expected, as in
 * `a model as provider:name`.
 */
export function validate<T>(document: YamlDocument, schema: ZodType<T>, wording: Wording = {}): T {
  const result = schema.safeParse(document.value, { error: expectationOf });
  if (result.success) return result.data;
  const context = { document, outline: outlineOf(schema), hints: wording.hints ?? {} };
  const complaints = result.error.issues.flatMap((issue) => complaintsOf(issue, context));
  throw tell(complaints, document.fileName, wording.code ?? 'bad-input');
}

function tell(complaints: readonly Complaint[], fileName: string, code: ErrorCode): AppError {
  const [first, ...others] = complaints.toSorted((left, right) => left.line - right.line);
  if (first === undefined)
    return new AppError('broken', 'a schema refused a document without a reason', { where: fileName });
  const advice = [
    ...first.advice,
    ...others.slice(0, MOST_FURTHER_COMPLAINTS).map((other) => tellShortly(other, first)),
  ];
  const left = others.length - MOST_FURTHER_COMPLAINTS;
  if (left > 0) advice.push(`and ${left} more`);
  return new AppError(code, first.what, {
    where: `${fileName}:${first.line}`,
    expected: first.expected,
    ...(advice.length > 0 && { advice: advice.join('\n  ') }),
  });
}

function tellShortly({ line, what, expected }: Complaint, first: Complaint): string {
  const addition = expected === first.expected ? '' : `, expected ${expected}`;
  return `also line ${line}: ${what}${addition}`;
}
