import { z } from 'zod';
import { FindingPlace } from '../finding.ts';
import { LedgerState } from './entry.ts';
import { Ruling } from './ruling.ts';

/** Why a review reads everything. */
export const FullReason = z.enum([
  'first',
  /** A person asked for a new baseline. */
  'asked',
  /** No review before it was complete. */
  'incomplete-baseline',
  'base-changed',
  'configuration-changed',
  'session-type-changed',
  /** A skill sits that has not read what the baseline holds. */
  'seats-changed',
  /** The commit of the baseline cannot be read any more. */
  'baseline-gone',
  /** The trees have too little in common. */
  'unrelated',
]);
export type FullReason = z.infer<typeof FullReason>;

/** A finding of an earlier review as a surface tells it. */
export const LedgerLine = z.strictObject({
  id: z.string(),
  state: LedgerState,
  severity: z.string(),
  claim: z.string(),
  place: FindingPlace.nullable(),
  /** Who decided and why, in words. */
  why: z.string(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

/** A claim that was raised and opens nothing, with the reason; nothing is dropped in silence. */
export const DroppedClaim = z.strictObject({
  reason: z.enum(['copy', 'cleared-surface', 'not-reopened']),
  /** The finding whose copy it is; null when it is none. */
  of: z.string().nullable(),
  /** How alike the words are, 0 to 1; null when the code alone told it. */
  likeness: z.number().min(0).max(1).nullable(),
  severity: z.string(),
  claim: z.string(),
  place: FindingPlace.nullable(),
  seats: z.array(z.string()),
  why: z.string(),
});
export type DroppedClaim = z.infer<typeof DroppedClaim>;

/** Which review of its pull request a session is, and what it did to the findings of those before it. */
export const RoundRecord = z.strictObject({
  number: z.int().positive(),
  kind: z.enum(['full', 'delta']),
  /** Null for a delta. */
  full_because: FullReason.nullable(),
  /** The review that the delta rests on. */
  baseline: z.strictObject({ session: z.string(), head: z.string() }).nullable(),
  /** What changed since the baseline: files and lines that were read anew. */
  delta: z.strictObject({ files: z.int().nonnegative(), lines: z.int().nonnegative() }).nullable(),
  /** Whether a later review may rest on this one. */
  complete: z.boolean(),
  /** Hash over everything that instructed it; empty in older files. */
  configuration: z.string().default(''),
  /** The branch on which it was based; empty in older files, and where none is known. */
  base_branch: z.string().default(''),
  opened: z.array(z.string()),
  reopened: z.array(z.string()),
  /** Open before and open still. */
  carried: z.array(z.string()),
  fixed: z.array(LedgerLine),
  superseded: z.array(LedgerLine),
  /** What people dismissed earlier and nobody raised again. */
  dismissed: z.array(LedgerLine),
  dropped: z.array(DroppedClaim),
  rulings: z.array(Ruling),
});
export type RoundRecord = z.infer<typeof RoundRecord>;

/** The round of a session before which there was none, and which says nothing of what it opened. */
export const FIRST_ROUND: RoundRecord = {
  ...{
    number: 1,
    kind: 'full',
    full_because: 'first',
    baseline: null,
    delta: null,
    complete: false,
    configuration: '',
    base_branch: '',
  },
  ...{ opened: [], reopened: [], carried: [], fixed: [], superseded: [], dismissed: [], dropped: [], rulings: [] },
};
