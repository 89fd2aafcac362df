import type { AdrRuleId } from './finding.ts';
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

/** Words of a record with the line on which they stand. */
export interface RecordWords {
  readonly text: string;
  readonly line: number;
}

/** A link or an image of a record, also by reference and in HTML. */
export interface RecordLink {
  /** What a reader sees of it, without marks. */
  readonly text: string;
  /** Where it leads, as written. */
  readonly target: string;
  readonly line: number;
}

/** Another record, as a claim names it. */
export interface ClaimTarget {
  /** Path in the repository that a link leads to, or its address as written; null for a bare id. */
  readonly path: string | null;
  /** The id that is written (`ADR-7`), null where there is none. */
  readonly id: number | null;
}

/** What one record says about another one. */
export interface RecordClaim {
  readonly kind: 'supersedes' | 'superseded-by' | 'amends' | 'amended-by';
  readonly targets: readonly ClaimTarget[];
  readonly line: number;
}

/** Something in a record that could not be read as it was meant. */
export interface RecordFlaw {
  readonly rule: AdrRuleId;
  readonly line: number;
  readonly message: string;
  readonly expected?: string;
  readonly advice?: string;
}

/** One architecture decision record, read from its Markdown; Nygard or MADR, English or French. */
export interface DecisionRecord extends RecordName {
  readonly kind: 'record';
  /** Its title as it stands; null where there is none, and `title` is then the name of the file. */
  readonly heading: RecordWords | null;
  readonly status: RecordStatus | null;
  /** The status with its remark: `superseded by ADR-7`. */
  readonly statusWords: RecordWords | null;
  /** `YYYY-MM-DD` of a day that exists, null otherwise. */
  readonly date: string | null;
  /** What stands where the date is expected. */
  readonly dateWords: RecordWords | null;
  readonly sections: readonly RecordSection[];
  /** Well-formed entries only; what is malformed is among the flaws. */
  readonly invariants: readonly Invariant[];
  /** Paths and globs that the record names: under a heading *Affected paths* (*Chemins concernés*), and in code spans. */
  readonly paths: readonly { readonly glob: string; readonly line: number }[];
  /** Names of components in code spans: `PositionSizer`, `feature-store`. */
  readonly components: readonly { readonly name: string; readonly line: number }[];
  readonly links: readonly RecordLink[];
  /** In the order of their lines. */
  readonly claims: readonly RecordClaim[];
  /** Numbers of the records that this one supersedes, or is superseded by, as its claims name them. */
  readonly supersedes: readonly number[];
  readonly supersededBy: readonly number[];
  readonly flaws: readonly RecordFlaw[];
}

/** A Markdown file in a folder of records that is none, or that could not be read. */
export interface NotARecord {
  readonly kind: 'not-a-record';
  readonly path: string;
  /** The number of its file name, null when there is none. */
  readonly number: number | null;
  readonly flaw: RecordFlaw;
}
