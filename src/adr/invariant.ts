import type { Glob } from '../kernel/glob.ts';

/** A rule that a decision record puts on the code, one entry of the YAML block under its heading *Invariants*. */
export type Invariant = InvariantFrame &
  (
    | {
        readonly rule: 'forbid-import';
        /** Modules, also with what stands below them: `requests` forbids `requests.adapters`. */
        readonly modules: readonly string[];
      }
    | {
        readonly rule: 'forbid-pattern';
        /** A regular expression (RE2) that no added line may match. */
        readonly pattern: string;
      }
    | {
        readonly rule: 'require-together';
        /** Globs; where a path of `appliesTo` changes, each of them must be changed too. */
        readonly files: readonly Glob[];
      }
    | {
        readonly rule: 'max-value';
        /** A name of code or a key of configuration, and the largest number that may be given to it. */
        readonly name: string;
        readonly max: number;
      }
  );

interface InvariantFrame {
  readonly id: string;
  /** Line of the entry in its record, from 1. */
  readonly line: number;
  readonly appliesTo: readonly Glob[];
  /** What is wrong in one sentence, in the record's own words; null where it gives none. */
  readonly message: string | null;
}

/** An invariant with the record that it stands in. */
export interface BindingInvariant {
  readonly invariant: Invariant;
  readonly record: RecordName;
}

/** A decision record as it is cited. */
export interface RecordName {
  /** Its number, null when its file name holds none. */
  readonly number: number | null;
  readonly title: string;
  readonly path: string;
}
