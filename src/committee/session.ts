import { z } from 'zod';
import { Coverage } from '../dossier/coverage.ts';
import { ModelId } from '../kernel/model-id.ts';
import { Severity } from '../kernel/severity.ts';
import { FindingCode } from '../kernel/verdict-code.ts';
import { Route } from '../routing/route.ts';
import { SessionType } from '../routing/session-type.ts';
import { Ceiling } from './ceiling.ts';
import { Minutes } from './chair.ts';
import { Finding } from './finding.ts';
import { FIRST_ROUND, RoundRecord } from './ledger/round.ts';
import { Stance } from './opinion.ts';
import { Verdict } from './verdict.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const MicroUsd = z.int().nonnegative();

/** Tokens, price and time of the calls that a seat, the examiners or the chair made. */
export const CallTotals = z.strictObject({
  calls: z.int().nonnegative(),
  input_tokens: z.int().nonnegative(),
  cached_input_tokens: z.int().nonnegative(),
  output_tokens: z.int().nonnegative(),
  micro_usd: MicroUsd,
  /** Reserved for calls whose outcome is not known; they may have been charged. */
  possibly_spent_micro_usd: MicroUsd,
  /** Answers to the very same questions that were paid for earlier. */
  from_record: z.int().nonnegative().default(0),
  latency_ms: z.int().nonnegative(),
});
export type CallTotals = z.infer<typeof CallTotals>;

/** A try that gave no valid answer, kept so that nobody takes silence for consent. */
export const FailedTry = z.strictObject({ model: ModelId, reason: z.string(), message: z.string() });
export type FailedTry = z.infer<typeof FailedTry>;

/** One seat in the record: what it said, on which model, at what cost. */
export const SeatRecord = z.strictObject({
  seat: z.string(),
  skill: z.string(),
  slot: z.enum(['first', 'second']),
  /** The model the seat was given; `answered_by` differs when it fell back. */
  model: ModelId,
  answered_by: ModelId.nullable(),
  standing: z.enum(['heard', 'abstained', 'failed']),
  stance: Stance.nullable(),
  score: z.number().min(0).max(10).nullable(),
  summary: z.string(),
  abstain_reason: z.string().nullable(),
  readings: z.int().positive(),
  repaired: z.boolean(),
  failed_tries: z.array(FailedTry),
  totals: CallTotals,
  /** The session in which it said this, where nothing was left for it to read; null when it was asked in this one. */
  carried_from: z.string().nullable().default(null),
  /** Whether it may have had more findings than it could report. */
  unsaid: z.boolean().default(false),
});
export type SeatRecord = z.infer<typeof SeatRecord>;

const RecordPlace = z.strictObject({ id: z.string(), title: z.string(), path: z.string(), line: z.int().positive() });

const DecisionPlace = z.strictObject({
  id: z.string(),
  title: z.string(),
  path: z.string(),
  line: z.int().positive(),
  whys: z.array(z.string()),
});

const Question = z.strictObject({ path: z.string(), line: z.int().positive().nullable(), text: z.string() });

const EvidenceRecord = z.strictObject({
  id: z.string(),
  rule: z.string(),
  class: z.enum(['hard', 'soft']),
  severity: Severity,
  code: FindingCode,
  skill: z.string(),
  path: z.string(),
  line: z.int().positive(),
  side: z.enum(['before', 'after']),
  quote: z.string(),
  message: z.string(),
  mend: z.string(),
  /** The record whose invariant is broken; older files know none. */
  record: RecordPlace.nullable().default(null),
  /** The reason that a comment on the line gives for allowing it. */
  allowed: z.string().nullable().default(null),
  /** Ids of the records and passages that say why it matters. */
  cites: z.array(z.string()).default([]),
});

const ChairRecord = z.strictObject({
  model: ModelId,
  answered_by: ModelId.nullable(),
  minutes: Minutes.nullable(),
  failed_tries: z.array(FailedTry),
  totals: CallTotals,
});

/** One committee run, from dossier to verdict, with its costs; every surface is drawn from it. */
export const Session = z.strictObject({
  schema: z.literal(1),
  id: z.string().regex(/^[0-9]{8}-[0-9]{6}-[0-9a-f]{8}$/),
  conclave_version: z.string(),
  created_at: z.iso.datetime(),
  duration_ms: z.int().nonnegative(),
  /** True when no language model was consulted. */
  rehearsal: z.boolean(),
  session_type: SessionType,
  subject: z.strictObject({ name: z.string(), base: z.string().nullable(), head: z.string().nullable() }),
  question: z.string().nullable(),
  issue: z.string().nullable(),
  enforcement: z.enum(['blocking', 'advisory']),
  /** Who had to look at it and why; older files know none. */
  route: Route.nullable().default(null),
  /** Persons and teams that the route names and that could not be asked, and labels that could not be put on. */
  not_asked: z.array(z.strictObject({ whom: z.string(), why: z.string() })).default([]),
  /** Which findings become comments on their lines. */
  inline: z.enum(['blockers', 'all', 'none']).default('none'),
  models: z.strictObject({ first: ModelId, second: ModelId, chair: ModelId }),
  dossier: z.strictObject({ sha256: Hash, tokens: z.int().nonnegative(), notes: z.array(z.string()) }),
  coverage: Coverage,
  coverage_needed: z.number().min(0).max(1),
  /** In a rehearsal: whether any rule covers any file that was read; null when models were asked, or in older files. */
  rehearsal_covers: z.boolean().nullable(),
  /** Why no seat was asked, and how the change could be split; null when they were asked. */
  ceiling: Ceiling.nullable().default(null),
  seats_needed: z.int().nonnegative(),
  evidence: z.array(EvidenceRecord),
  /** Decisions on record that bind the change, with the strongest reasons why. */
  decisions: z.array(DecisionPlace).default([]),
  /** The commit at which documents and records were read, and how many passages there were to choose from. */
  library: z
    .strictObject({ commit: z.string().nullable(), passages: z.int().nonnegative() })
    .default({ commit: null, passages: 0 }),
  /** What looks like a decision without a record; asked, never blocked. */
  questions: z.array(Question).default([]),
  expert_opinions: z.array(SeatRecord),
  findings: z.array(Finding),
  /** Which review of its pull request it is, and what it did to the findings of those before; older files know none. */
  round: RoundRecord.default(FIRST_ROUND),
  cross_examination: z.strictObject({
    asked: z.int().nonnegative(),
    failed_tries: z.array(FailedTry),
    totals: CallTotals,
  }),
  /** Null when consolidation was switched off. */
  chair: ChairRecord.nullable(),
  verdict: Verdict,
  finops: z.strictObject({
    budget_micro_usd: MicroUsd,
    estimate_micro_usd: MicroUsd,
    /** Every model that was called, with the day its price was read and whether a person has checked it; no day when a proxy stated the price. */
    models: z.array(
      z.strictObject({
        model: ModelId,
        price_date: z.iso.date().nullable(),
        price_verified: z.boolean(),
        totals: CallTotals,
      }),
    ),
    totals: CallTotals,
  }),
  provenance: z.strictObject({
    config_sha256: Hash,
    prompts: z.array(z.strictObject({ name: z.string(), sha256: Hash })),
    skills: z.array(z.strictObject({ name: z.string(), sha256: Hash })),
    rules: z.array(z.string()),
    /** The rules that the repository itself added, with their files at the base. */
    own_rules: z.array(z.strictObject({ id: z.string(), path: z.string() })).default([]),
    /** What the repository decided about rules: which are off, which have another class, each with its reason. */
    rule_decisions: z
      .array(
        z.strictObject({ rule: z.string(), decision: z.enum(['off', 'hard', 'soft']), reason: z.string().nullable() }),
      )
      .default([]),
  }),
});
export type Session = z.infer<typeof Session>;
