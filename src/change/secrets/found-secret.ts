import type { Place } from '../change.ts';

/** A credential that stood in a text. */
export interface Secret {
  readonly line: number;
  /** What it is: `aws-access-key`, `password`. */
  readonly kind: string;
}

/** A credential that stood in a change. */
export interface FoundSecret extends Secret, Place {}
