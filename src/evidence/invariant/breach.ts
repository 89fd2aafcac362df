import type { BindingInvariant, Invariant, RecordName } from '../../adr/invariant.ts';
import type { FileScene, Found, RecordCitation } from '../scene.ts';

/** Where one invariant is broken, and how. */
export interface Breach {
  readonly line: number;
  readonly side: 'before' | 'after';
  /** One sentence, for a record that says nothing of its own. */
  readonly says: string;
  /** What to do instead, one sentence. */
  readonly mend: string;
}

/** Invariants of one kind. */
export type InvariantOf<R extends Invariant['rule']> = Extract<Invariant, { readonly rule: R }>;

/** Finds where an invariant of one kind is broken; whether its paths are asked is known. */
export type FindBreaches<R extends Invariant['rule']> = (
  scene: FileScene,
  invariant: InvariantOf<R>,
  record: RecordName,
) => readonly Breach[];

/** What a breach is shown as. */
export function foundBy({ invariant, record }: BindingInvariant, { line, side, says, mend }: Breach): Required<Found> {
  return { line, side, message: invariant.message ?? says, mend, record: citationOf(record, invariant.line) };
}

/** A record as it is named in a sentence: `ADR-25`, or its path. */
export function nameOf({ number, path }: RecordName): string {
  return number === null ? `\`${path}\`` : `ADR-${number}`;
}

function citationOf({ number, title, path }: RecordName, line: number): RecordCitation {
  return { id: number === null ? `doc:${path}` : `adr:${number}`, title, path, line };
}
