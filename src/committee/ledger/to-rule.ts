import type { Severity } from '../../kernel/severity.ts';
import type { FindingCode } from '../../kernel/verdict-code.ts';

/** An open finding whose cited code has changed, as the seats that raised it are asked about it. */
export interface FindingToRule {
  readonly id: string;
  readonly severity: Severity;
  readonly code: FindingCode;
  readonly claim: string;
  /** Where its code stands now, or stood last. */
  readonly path: string;
  /** The lines as they were cited. */
  readonly quote: string;
  /** The numbered lines that stand there now; empty when nothing does. */
  readonly now: string;
  /** Ids of the seats that raised it. */
  readonly seats: readonly string[];
}
