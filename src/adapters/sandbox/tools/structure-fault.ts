import type { SyntaxNode } from '../../../evidence/syntax.ts';

/** Something that the structure of a file has against it, and where it stands. */
export interface StructureFault {
  /** Null where it is about the file. */
  readonly node: SyntaxNode | null;
  /** What follows `structure/`. */
  readonly code: string;
  readonly message: string;
}
