import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';

const RuleId = z.string().regex(/^[a-z][a-z0-9-]*\/[a-z0-9-]+$/, 'a rule id, e.g. leak/backfill');
const Weight = z.enum(['hard', 'soft']);
const Reason = z.string().trim().min(10, 'a reason of at least 10 characters').max(500);

/** Which evidence rules run on a repository, and how much they weigh. */
export const EvidenceConfig = z
  .strictObject({
    off: z
      .array(z.union([RuleId, z.strictObject({ rule: RuleId, reason: Reason })]))
      .default([])
      .describe('Rules that do not run, each with its reason: { rule: leak/backfill, reason: … }.'),
    class: z
      .record(RuleId, z.union([Weight, z.strictObject({ class: Weight, reason: Reason })]))
      .default({})
      .describe(
        'Another class for a rule, with its reason: hard evidence is a confirmed finding by itself, soft is a hint.',
      ),
    requirements: z.array(Glob).default(['requirements.txt']).describe('Files that declare Python packages.'),
    rules: Glob.default('.github/conclave/rules/*.yml').describe("The repository's own rules."),
  })
  .describe('Evidence rules.');
export type EvidenceConfig = z.infer<typeof EvidenceConfig>;

/** What a repository decided about one rule, and why; the reason is null where the file gives none. */
export interface RuleDecision {
  readonly rule: string;
  readonly decision: 'off' | 'hard' | 'soft';
  readonly reason: string | null;
}

/** Every decision of a configuration about rules, those that are off first, each in the order of the file. */
export function ruleDecisions(config: Pick<EvidenceConfig, 'off' | 'class'>): readonly RuleDecision[] {
  const off = config.off.map((entry) =>
    typeof entry === 'string' ? { rule: entry, reason: null } : { rule: entry.rule, reason: entry.reason },
  );
  const weights = Object.entries(config.class).map(([rule, entry]) =>
    typeof entry === 'string'
      ? { rule, decision: entry, reason: null }
      : { rule, decision: entry.class, reason: entry.reason },
  );
  return [...off.map((entry) => ({ ...entry, decision: 'off' as const })), ...weights];
}
