import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import { removeTokens } from './redaction.ts';

const Refused = z.object({
  name: z.literal('GraphqlResponseError'),
  errors: z.array(
    z.object({
      type: z.string().optional(),
      message: z.string(),
      path: z.array(z.union([z.string(), z.number()])).optional(),
    }),
  ),
});

/** What GraphQL refused, field by field; none when the error is another one. */
function refusalsOf(error: unknown): z.infer<typeof Refused>['errors'] {
  const read = Refused.safeParse(error);
  return read.success ? read.data.errors : [];
}

/** Whether a query failed because the token may not read a field. */
export function refusesField(error: unknown, field: string): boolean {
  return refusalsOf(error).some(({ type, path = [] }) => type === 'FORBIDDEN' && path.includes(field));
}

/** The same error in words that name the permission where one is missing; what is another error stays as it is. */
export function nameRefusal(error: unknown, { asked, needs }: { asked: string; needs: string }): unknown {
  const [first] = refusalsOf(error);
  if (first === undefined) return error;
  const isMissing = first.type === 'NOT_FOUND';
  return new AppError('outside-failed', `GitHub refused to tell ${asked}: ${removeTokens(first.message)}`, {
    passing: false,
    advice: isMissing
      ? `Check the name of the repository, and that the token reaches it. It needs ${needs}.`
      : `Give the token ${needs}.`,
  });
}
