import type { Place } from '../change/change.ts';
import type { Severity } from '../kernel/severity.ts';
import type { FindingCode } from '../kernel/verdict-code.ts';
import type { EvidenceClass, EvidenceRule } from './rule.ts';
import type { RecordCitation } from './scene.ts';

/** One place where an evidence rule points: rule, line and quoted code, found without a model. */
export interface Hit extends Place {
  readonly rule: EvidenceRule['id'];
  readonly class: EvidenceClass;
  readonly severity: Severity;
  readonly code: FindingCode;
  /** Short name of the skill that owns the rule: `ml-engineer`. */
  readonly skill: string;
  /** The line as it stands in the text, without line end. */
  readonly quote: string;
  /** One sentence: what was found and why it matters. */
  readonly message: string;
  /** What to do instead, from the rule file. */
  readonly mend: string;
  /** The record whose invariant is broken; null for every other rule. */
  readonly record: RecordCitation | null;
  /** The reason that a comment on the line gives for allowing it; null when there is none. */
  readonly allowed: string | null;
}
