import { z } from 'zod';
import { OpsSeverity } from '../../kernel/ops-severity.ts';
import { DIAGNOSIS_CODES } from '../diagnosis/code.ts';
import { OpsRole } from '../playbook/playbook.ts';

/** What somebody does in an incident: its lead, or one of the four roles of the manual (§4). */
export const IncidentRole = z.enum(['lead', ...OpsRole.options]);
export type IncidentRole = z.infer<typeof IncidentRole>;

/** ISO 8601 in UTC, brought to one form, so that moments can be compared as texts. */
const Moment = z.iso.datetime().transform((text) => new Date(text).toISOString());
const Login = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,49}(?:\[bot\])?$/);
/** People write up to 500 characters, of which GitHub's languages count some as two. */
const Words = z.string().min(1).max(1_000);
const GroupKey = z.string().min(1).max(1_000);

/** Who and when; the id is that of the comment, or of the delivery, and counts once. */
const Frame = z.strictObject({
  id: z.string().min(1).max(200),
  at: Moment,
  /** The login of a person; null for what a machine said. */
  by: Login.nullable(),
});

const Declared = Frame.extend({
  kind: z.literal('declared'),
  severity: OpsSeverity,
  title: z.string().min(1).max(240),
  /** What is seen, in words; null where only the title says it. */
  symptom: Words.nullable(),
  code: z.enum(DIAGNOSIS_CODES).nullable(),
  /** The group of alerts, or the name of the state, that it stands for; null for an incident of a person. */
  groupKey: GroupKey.nullable(),
  /** When the alert began to fire; null where no machine knows. */
  beganAt: Moment.nullable(),
});

const AlertJoined = Frame.extend({
  kind: z.literal('alert-joined'),
  groupKey: GroupKey,
  summary: Words,
  beganAt: Moment,
  /** How often the same alert came; events that differ in nothing else are kept as one. */
  count: z.int().min(1).default(1),
});

const RecoveryProposed = Frame.extend({
  kind: z.literal('recovery-proposed'),
  /** The exit criterion that holds, in words. */
  reason: Words,
});

/** Something that happened to an incident, as it is kept. */
export const IncidentEvent = z.discriminatedUnion('kind', [
  Declared,
  AlertJoined,
  RecoveryProposed,
  Frame.extend({ kind: z.literal('acknowledged') }),
  Frame.extend({ kind: z.literal('mitigated') }),
  Frame.extend({ kind: z.literal('fixed'), pull: z.int().min(1) }),
  Frame.extend({ kind: z.literal('role'), role: IncidentRole, login: Login }),
  Frame.extend({ kind: z.literal('severity'), severity: OpsSeverity, reason: Words }),
  /** `time` is when it happened, `at` when somebody wrote it down. */
  Frame.extend({ kind: z.literal('timeline'), time: Moment, text: Words }),
  Frame.extend({ kind: z.literal('closed') }),
]);
export type IncidentEvent = z.infer<typeof IncidentEvent>;
export type DeclaredEvent = z.infer<typeof Declared>;

/** All that is kept of an incident: what happened, oldest first as it came in, the declaration before everything. */
export const IncidentRecord = z.strictObject({
  version: z.literal(1),
  declared: Declared,
  events: z.array(IncidentEvent).readonly(),
  /** Ids of alerts that were counted into an event that stood already, newest last. */
  countedIds: z.array(z.string()).readonly().default([]),
});
export type IncidentRecord = Readonly<z.infer<typeof IncidentRecord>>;
