import { z } from 'zod';
import { ModelId } from '../kernel/model-id.ts';
import { Severity } from '../kernel/severity.ts';
import { FindingCode } from '../kernel/verdict-code.ts';
import { Source } from './source.ts';

/** Where a finding points; a line is null when the duty stands in a row of the coverage table. */
export const FindingPlace = z.strictObject({
  path: z.string(),
  line: z.int().positive().nullable(),
  end_line: z.int().positive().nullable(),
  side: z.enum(['before', 'after']),
  symbol: z.string().nullable(),
  quote: z.string(),
});
export type FindingPlace = z.infer<typeof FindingPlace>;

/** A seat's own statement of a finding. */
export const Raise = z.strictObject({
  seat: z.string(),
  skill: z.string(),
  model: ModelId,
  severity: Severity,
  claim: z.string(),
});
export type Raise = z.infer<typeof Raise>;

/**
 * What became of a finding.
 * `confirmed`: by a hard rule, by both models, or in cross-examination. `refuted` and `unanswered`: what the other
 * model said, or did not. `unsourced`: its citation is not in the dossier. `stated`: a minor finding or note, which
 * nobody examines.
 */
export const Standing = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('confirmed'),
    by: z.enum(['rule', 'both models', 'cross-examination']),
    model: ModelId.nullable(),
    /** False when the confirming model is the one that raised it. */
    independent: z.boolean(),
    why: z.string(),
  }),
  z.strictObject({ kind: z.literal('refuted'), model: ModelId, independent: z.boolean(), why: z.string() }),
  z.strictObject({ kind: z.literal('unanswered'), why: z.string() }),
  z.strictObject({ kind: z.literal('unsourced'), why: z.string() }),
  z.strictObject({ kind: z.literal('stated') }),
]);
export type Standing = z.infer<typeof Standing>;

/** One claim with its evidence; its id is made from rule or code, path, symbol and quoted code. */
export const Finding = z.strictObject({
  id: z.string().regex(/^F-[0-9a-f]{8}$/),
  severity: Severity,
  code: FindingCode,
  rule: z.string().nullable(),
  evidence_class: z.enum(['hard', 'soft']).nullable(),
  claim: z.string(),
  recommendation: z.string(),
  place: FindingPlace.nullable(),
  /** What it rests on beside its place; older files know none. */
  sources: z.array(Source).default([]),
  /** Ids that were cited and that nothing in the dossier has. */
  unknown_sources: z.array(z.string()).default([]),
  raised_by: z.array(Raise),
  /** The finding on record that has the same cause, as every seat that raised it says; null when none does. */
  same_as: z.string().nullable().default(null),
  standing: Standing,
});
export type Finding = z.infer<typeof Finding>;

/** Whether a finding weighs enough to be cross-examined. */
export function isCandidate({ severity }: Pick<Finding, 'severity'>): boolean {
  return severity === 'blocker' || severity === 'major';
}

/** Whether a finding counts in the rule table. */
export function isConfirmed(finding: Finding): boolean {
  return finding.standing.kind === 'confirmed';
}
