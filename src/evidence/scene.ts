import type { ChangedFile } from '../change/change.ts';
import type { Source } from './source.ts';
import type { Surroundings } from './surroundings.ts';

/** A file of the change as the rules see it beside the one that they read: without its whole texts. */
export type FileOutline = Omit<ChangedFile, 'before' | 'after'>;

/** What a detector reads: one changed file with its trees, the change that it belongs to, and what lies around it. */
export interface FileScene {
  readonly file: ChangedFile;
  /** Null when there was no text before, or when it cannot be read as a tree. */
  readonly before: Source | null;
  /** Null when there is no text after, or when it cannot be read as a tree. */
  readonly after: Source | null;
  readonly change: { readonly files: readonly FileOutline[] };
  readonly surroundings: Surroundings;
}

/** A line to which a detector points; it may say more than its rule does. */
export interface Found {
  readonly line: number;
  readonly side: 'before' | 'after';
  /** In place of the rule's message; null for that one. */
  readonly message?: string | null;
  /** In place of the rule's advice; null for that one. */
  readonly mend?: string | null;
  /** The record whose invariant is broken, null for every other rule. */
  readonly record?: RecordCitation | null;
}

/** A decision record, and the line in it that is cited. */
export interface RecordCitation {
  /** `adr:25`, or `doc:docs/adr/a-file.md` for a record without a number. */
  readonly id: string;
  readonly title: string;
  readonly path: string;
  readonly line: number;
}

/** Finds what no syntax pattern can say; a pure function over one file in its scene. */
export type Detect = (scene: FileScene) => readonly Found[];
