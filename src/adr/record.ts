import type { Invariant, RecordName } from './invariant.ts';

/** What a record says of its own standing; `other` is a word that no template knows. */
export type RecordStatus = 'proposed' | 'accepted' | 'rejected' | 'deprecated' | 'superseded' | 'amended' | 'other';

/** The part of a record that a section is. */
export type SectionKind = 'context' | 'decision' | 'consequences' | 'status' | 'invariants' | 'paths' | 'other';

/** A heading of level 2 or deeper, with all that stands below it up to the next of its level or higher. */
export interface RecordSection {
  readonly kind: SectionKind;
  readonly heading: string;
  /** Line of the heading, from 1. */
  readonly line: number;
  readonly level: number;
  /** The Markdown below the heading, as it stands. */
  readonly text: string;
  readonly isEmpty: boolean;
}

/** One architecture decision record, read from its Markdown; Nygard or MADR, English or French. */
export interface DecisionRecord extends RecordName {
  readonly status: RecordStatus | null;
  /** `YYYY-MM-DD` of a day that exists, null otherwise. */
  readonly date: string | null;
  readonly sections: readonly RecordSection[];
  /** Well-formed entries only; what is malformed is a finding of the linter. */
  readonly invariants: readonly Invariant[];
  /** Paths and globs that the record names: under a heading *Affected paths* (*Chemins concernés*), and in code spans. */
  readonly paths: readonly { readonly glob: string; readonly line: number }[];
  /** Names of components in code spans or in the catalog's words: `src/risk`'s `PositionSizer`, `feature-store`. */
  readonly components: readonly { readonly name: string; readonly line: number }[];
  /** Numbers of the records that this one supersedes, amends, or is superseded by. */
  readonly supersedes: readonly number[];
  readonly supersededBy: readonly number[];
}
