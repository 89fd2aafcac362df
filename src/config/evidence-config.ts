import { z } from 'zod';
import { Glob } from '../kernel/glob.ts';

const RuleId = z.string().regex(/^[a-z][a-z0-9-]*\/[a-z0-9-]+$/, 'a rule id, e.g. leak/backfill');

/** Which evidence rules run on a repository, and how much they weigh. */
export const EvidenceConfig = z
  .strictObject({
    off: z.array(RuleId).default([]).describe('Rules that do not run.'),
    class: z
      .record(RuleId, z.enum(['hard', 'soft']))
      .default({})
      .describe('Another class for a rule: hard evidence is a confirmed finding by itself, soft is a hint.'),
    requirements: z.array(Glob).default(['requirements.txt']).describe('Files that declare Python packages.'),
    rules: Glob.default('.github/conclave/rules/*.yml').describe("The repository's own rules."),
  })
  .describe('Evidence rules.');
export type EvidenceConfig = z.infer<typeof EvidenceConfig>;
