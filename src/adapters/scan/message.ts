import type { Hunk } from '../../change/change.ts';
import type { EvidenceRule } from '../../evidence/rule.ts';
import type { RuleFault } from '../../evidence/rule-fault.ts';
import type { FileReading } from '../../evidence/scan.ts';
import type { FileOutline } from '../../evidence/scene.ts';
import type { Surroundings } from '../../evidence/surroundings.ts';
import type { ErrorCode, ErrorFacts } from '../../kernel/app-error.ts';

/** What the process that reads code is told; each order has one answer, in the same order. */
export type Order =
  /** A new change, of which it knows no file yet. */
  | { readonly kind: 'begin'; readonly rules: readonly EvidenceRule[]; readonly surroundings: Surroundings }
  /** More files of the change, without their texts. */
  | { readonly kind: 'outline'; readonly files: readonly FileOutline[] }
  /** To read one of those files, by its position in the change. */
  | FileOrder
  /** To prove a rule by its own examples. */
  | { readonly kind: 'prove'; readonly rule: EvidenceRule };

export interface FileOrder {
  readonly kind: 'read';
  readonly position: number;
  readonly before: string | null;
  readonly after: string | null;
  /** Null where the outline holds them all. */
  readonly hunks: readonly Hunk[] | null;
}

/** What it answers. */
export type Answer =
  /** It is there and waits for orders; said once, unasked. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'noted' }
  | { readonly kind: 'reading'; readonly reading: FileReading }
  | { readonly kind: 'faults'; readonly faults: readonly RuleFault[] }
  /** The rules or the engine broke over one file or rule, and the next can be read. */
  | { readonly kind: 'broke'; readonly reason: string }
  /** Nothing can be read at all, as without an engine for this machine. */
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly what: string;
      readonly facts: Omit<ErrorFacts, 'cause'>;
    };
