import { z } from 'zod';
import type { ShownCheck } from '../../../test/fakes/github/conversation.ts';

/** A line of code that a check points at, as the app sent it. */
export const Annotation = z.object({
  path: z.string(),
  start_line: z.number(),
  end_line: z.number(),
  annotation_level: z.enum(['failure', 'warning', 'notice']),
  title: z.string(),
  message: z.string(),
});
export type Annotation = z.infer<typeof Annotation>;

/** The annotations of a check, in the order in which they were sent. */
export function annotationsOf({ annotations }: ShownCheck): readonly Annotation[] {
  return z.array(Annotation).parse(annotations);
}
