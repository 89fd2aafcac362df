import { z } from 'zod';
import { GateId } from '../../config/gates-config.ts';
import { Reference } from './reference.ts';

const Time = z.iso.datetime({ offset: true });

/** One way in which a merged pull request went past the gates. */
export const Way = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('label'),
    label: z.string(),
    /** When the label stood there: at the merge, until before it, or only after it. */
    standing: z.enum(['at-merge', 'removed-after', 'removed-before', 'set-after']),
    set_by: z.string().nullable(),
    set_at: Time.nullable(),
    removed_by: z.string().nullable(),
    removed_at: Time.nullable(),
  }),
  z.strictObject({ kind: z.literal('command'), gate: z.string(), by: z.string().nullable() }),
  /** A comment on a line, which G5 alone knows. */
  z.strictObject({ kind: z.literal('inline'), gate: z.string() }),
  z.strictObject({
    kind: z.literal('kill-switch'),
    since: z.string().nullable(),
    told_by: z.enum(['check', 'variable']),
  }),
]);
export type Way = z.infer<typeof Way>;

/** What became of a reference that shall cover a waiver afterwards. */
export const FollowUpState = z.enum([
  'open',
  'closed',
  /** Closed without being done. */
  'dropped',
  /** There is no such issue. */
  'absent',
  /** It could not be read: another repository, or a permission that is missing. */
  'unreadable',
  /** It stands outside GitHub and is not looked up. */
  'elsewhere',
]);
export type FollowUpState = z.infer<typeof FollowUpState>;

/** A reference with what became of it. */
export const FollowUp = z.strictObject({
  /** As people write it: `#815`, `Story: CVN-N001-EA-S02`. */
  name: z.string(),
  reference: Reference,
  state: FollowUpState,
  url: z.string().nullable(),
});
export type FollowUp = z.infer<typeof FollowUp>;

/** A merged pull request that went past the gates. */
export const AuditEntry = z.strictObject({
  number: z.int().positive(),
  url: z.string(),
  title: z.string(),
  author: z.string(),
  base: z.string(),
  merged_at: Time,
  merged_by: z.string().nullable(),
  /** The month, version or sprint of the merge. */
  period: z.string(),
  ways: z.array(Way).min(1),
  /** Whether it was merged because of it, so that it needs a justification and a follow-up. */
  counts: z.boolean(),
  /** The gates that the section or the command names. */
  gates: z.array(GateId),
  /** The reason in the author's words; null when there is none. */
  justification: z.string().nullable(),
  /** What is wrong with the section, in words; null when nothing is. */
  justification_missing: z.string().nullable(),
  /** Whether the description was edited after the merge. */
  edited_after_merge: z.boolean(),
  follow_ups: z.array(FollowUp),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** What kinds of things an audit points out. */
const AuditFindingKind = z.enum([
  'justification-missing',
  'follow-up-missing',
  'follow-up-absent',
  'follow-up-dropped',
  'follow-up-unreadable',
  'too-many',
  'unknown',
]);

/** One thing to be pointed out, with the pull requests that it is about. */
export const AuditFinding = z.strictObject({
  kind: AuditFindingKind,
  pulls: z.array(z.int().positive()),
  /** In words, without what an author wrote but for names of references. */
  text: z.string(),
  advice: z.string(),
});
export type AuditFinding = z.infer<typeof AuditFinding>;

/** The figures of one month, version or sprint. */
export const TrendRow = z.strictObject({
  period: z.string(),
  merged: z.int().nonnegative(),
  waivers: z.int().nonnegative(),
  kill_switch: z.int().nonnegative(),
  unknown: z.int().nonnegative(),
});
export type TrendRow = z.infer<typeof TrendRow>;

/** By which periods a trend is told. */
export const Per = z.enum(['month', 'version', 'sprint']);
export type Per = z.infer<typeof Per>;

const Day = z.iso.date();

/** The audit of a repository's waivers over some days, as `conclave waivers audit --json` writes it. */
export const WaiverAudit = z.strictObject({
  version: z.literal(1),
  repository: z.string(),
  since: Day,
  until: Day,
  /** The waiver labels that were looked for: usually one. */
  labels: z.array(z.string()),
  per: Per,
  sprint_days: z.int().positive(),
  /** Merged pull requests that were looked at. */
  merged: z.int().nonnegative(),
  /** Those of listed bots, whose gates were exempt. */
  bots: z.int().nonnegative(),
  entries: z.array(AuditEntry),
  findings: z.array(AuditFinding),
  trend: z.array(TrendRow),
  notes: z.array(z.string()),
});
export type WaiverAudit = z.infer<typeof WaiverAudit>;
