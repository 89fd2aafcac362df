import { z } from 'zod';

/** The closed list of what a verdict or a finding is about; its order breaks ties. */
export const VerdictCode = z.enum([
  'OK',
  'METHODOLOGY_FLAW',
  'INSUFFICIENT_EVIDENCE',
  'EXECUTION_RISK',
  'DATA_LEAKAGE',
  'ADR_VIOLATION',
  'TEST_GAP',
  'TRADING_RISK',
  'SECURITY_RISK',
  'COST_RISK',
  'SCOPE_MISMATCH',
]);
export type VerdictCode = z.infer<typeof VerdictCode>;

/** A code that a finding or a rule may carry; the two others belong to verdicts alone. */
export const FindingCode = VerdictCode.exclude(['OK', 'INSUFFICIENT_EVIDENCE']);
export type FindingCode = z.infer<typeof FindingCode>;
