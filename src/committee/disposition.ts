import { z } from 'zod';

/** A person's written decision on a finding, bound to the head at which it was made. */
export const Disposition = z.strictObject({
  finding: z.string().regex(/^F-[0-9a-f]{8}$/),
  /** Waived: it stands and may pass. Dismissed: it is wrong or does not matter. */
  kind: z.enum(['waived', 'dismissed']),
  by: z.string(),
  reason: z.string(),
  head: z.string(),
  at: z.iso.datetime(),
});
export type Disposition = z.infer<typeof Disposition>;

/** The decisions on findings as they count at one head, at most one a finding. */
export interface DispositionsAt {
  readonly holding: readonly Disposition[];
  /** Waivers of another head, on findings about which no decision holds. */
  readonly lapsed: readonly Disposition[];
}

/**
 * Sorts decisions, given oldest first, by whether they hold at a head. A waiver lets a finding pass at the commit for
 * which it was given and lapses at every other; a dismissal says that the finding is none, and holds for the same id
 * at every later head. Of several that hold on one finding the newest counts.
 */
export function dispositionsAt(head: string | null, dispositions: readonly Disposition[]): DispositionsAt {
  const holding = newestEach(dispositions.filter((one) => one.kind === 'dismissed' || one.head === head));
  const decided = new Set(holding.map(({ finding }) => finding));
  const lapsed = newestEach(dispositions.filter(({ finding }) => !decided.has(finding)));
  return { holding, lapsed };
}

function newestEach(dispositions: readonly Disposition[]): readonly Disposition[] {
  return [...new Map(dispositions.map((one) => [one.finding, one])).values()];
}
