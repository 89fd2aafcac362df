import { z } from 'zod';
import { Finding } from '../finding.ts';

/**
 * Where a finding is in its life. `superseded`: a broader finding covers it, or the committee itself found that it does
 * not stand (refuted, unsourced). `waived` holds at one commit alone.
 */
export const LedgerState = z.enum(['open', 'fixed', 'dismissed', 'waived', 'superseded']);
export type LedgerState = z.infer<typeof LedgerState>;

/** A finding of a pull request with what became of it; its id is unique there and never given to another one. */
export const LedgerEntry = z.strictObject({
  id: z.string().regex(/^F-[0-9a-f]{8}$/),
  state: LedgerState,
  /** As it stood last; its place is where its code stands at `last_head`. */
  finding: Finding,
  first_head: z.string(),
  first_session: z.string(),
  last_head: z.string(),
  last_session: z.string(),
  /** The broader finding that covers it; null when none does. */
  superseded_by: z.string().nullable(),
  /** Other ids under which it was raised: re-worded, or after its file was renamed. */
  aliases: z.array(z.string()),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** What happened to a finding. */
export const LedgerEventKind = z.enum([
  'raised',
  /** Raised again, in the same or in other words; it stays one finding. */
  'seen-again',
  /** Its code was looked at again and it stands. */
  'stands',
  'fixed',
  'reopened',
  'superseded',
  'waived',
  'dismissed',
  /** A waiver of another commit counts no more. */
  'lapsed',
  /** A copy of what was dismissed, fixed or superseded was raised, and dropped. */
  'copy-dropped',
]);
export type LedgerEventKind = z.infer<typeof LedgerEventKind>;

/** One thing that happened to a finding, with who, why and at which commit. */
export interface LedgerEvent {
  readonly finding: string;
  readonly kind: LedgerEventKind;
  readonly head: string;
  /** Login of the person; null for the committee. */
  readonly actor: string | null;
  readonly why: string;
}
