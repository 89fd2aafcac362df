import { z } from 'zod';
import { OpsSeverity } from '../../kernel/ops-severity.ts';
import { DIAGNOSIS_CODES } from '../diagnosis/code.ts';
import { ThresholdName } from './threshold-name.ts';

/** Figures that an exit criterion may ask about, as a state or a diagnosis knows them. */
export const CRITERION_FACTS = [
  'pods_down',
  'pvc_pct',
  'oom_24h',
  'cpu_pct',
  'success_rate_pct',
  'candidates_passed',
  'sortino',
  'sl_pct',
  'tp_pct',
  'timeout_pct',
  'delta_pts',
  'delta_rel_pct',
  'gap',
  'std_f1_buy',
  'latency_ratio',
  'model_age_d',
  /** 1 where the tooling says nothing, 0 where it does. */
  'inconclusive',
  'unknown_rules',
  'unknown_outage_rules',
] as const;
export type CriterionFact = (typeof CRITERION_FACTS)[number];

/** A number of the manual, or the name of a line in the configuration. */
const Limit = z.union([z.number(), z.strictObject({ threshold: ThresholdName })]);
export type Limit = z.infer<typeof Limit>;

/** One comparison; exactly one of the four words stands in it. */
const Condition = z
  .strictObject({
    fact: z.enum(CRITERION_FACTS),
    above: Limit.optional(),
    below: Limit.optional(),
    at_least: Limit.optional(),
    at_most: Limit.optional(),
  })
  .refine(
    (condition) =>
      [condition.above, condition.below, condition.at_least, condition.at_most].filter((each) => each !== undefined)
        .length === 1,
    'exactly one of above, below, at_least and at_most',
  );
export type Condition = z.infer<typeof Condition>;

/** When a playbook has done its work: an executable predicate, true when all or any of its conditions are. */
const ExitCriterion = z.union([
  z.strictObject({ all: z.array(Condition).min(1) }),
  z.strictObject({ any: z.array(Condition).min(1) }),
]);
export type ExitCriterion = z.infer<typeof ExitCriterion>;

export const OpsRole = z.enum(['operator', 'mlops_maintainer', 'ml_owner', 'platform_owner']);
export type OpsRole = z.infer<typeof OpsRole>;

const Sentence = z.string().trim().min(1).max(500);

const Action = z.strictObject({
  /** When to do it, in words; null for always. */
  when: Sentence.nullable().default(null),
  do: Sentence,
  /** Parameters of the run to start again, as the pipeline takes them. */
  params: z.record(z.string(), z.json()).default({}),
  /** A destructive step is printed with who must approve it, and never carried out. */
  destructive: z.boolean().default(false),
  approver: OpsRole.nullable().default(null),
  command: z.string().max(500).nullable().default(null),
});

/** What to do about one code (manual §9), as data. */
export const Playbook = z
  .strictObject({
    code: z.enum(DIAGNOSIS_CODES),
    title: Sentence,
    origin: Sentence.describe('The line of the manual, or "extension" with its reason.'),
    severity: OpsSeverity,
    owner: OpsRole,
    symptom: Sentence,
    impact: Sentence,
    hypotheses: z.array(Sentence).default([]),
    checks: z.array(Sentence).min(1),
    actions: z.array(Action).min(1),
    exit_criterion: ExitCriterion,
    escalation: z.strictObject({ after_attempts: z.int().min(1).max(20), to: OpsRole }),
  })
  .describe('A playbook of operations.');
export type Playbook = z.infer<typeof Playbook>;
