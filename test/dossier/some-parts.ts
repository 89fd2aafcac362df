import fc from 'fast-check';
import type { Dossier } from '../../src/dossier/dossier.ts';
import { type DossierPart, readArtifact } from '../../src/dossier/part.ts';
import type { ImportEdge } from '../../src/evidence/import-edge.ts';
import { someDossier, somePart } from './some-dossier.ts';

/** A measure that is easy to foretell. */
export const countCharacters = (text: string) => text.length;

/** More characters than the frame of `someDossier` and its quotation marks take. */
export const FRAME = 600;

/** A part of a file `src/<id>.py` with these lines. */
export function partOf(id: string, lines: readonly string[]): DossierPart {
  return { ...somePart('x', ['+x'], id), path: `src/${id}.py`, lines: readArtifact(lines.join('\n')).lines };
}

/** So many lines of code, each different. */
export function someLines(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `value_${index} = ${index}`);
}

/** Imports among the files of any dossier, and of others that it does not have. */
export const anyEdges: fc.Arbitrary<readonly ImportEdge[]> = fc.array(
  fc.record({ from: fc.integer({ min: 1, max: 6 }), to: fc.integer({ min: 1, max: 6 }) }).map(({ from, to }) => ({
    from: `src/F${from}.py`,
    to: `src/F${to}.py`,
  })),
  { maxLength: 8 },
);

const anyLine = fc.string({ minLength: 1, maxLength: 80 }).map((text) => text.replaceAll(/\s/g, '.'));
const anyPart = fc.array(anyLine, { minLength: 1, maxLength: 60 });

/** Up to six parts, `F1` to `F6`. */
export const anyDossier: fc.Arbitrary<Dossier> = fc
  .array(anyPart, { minLength: 1, maxLength: 6 })
  .map((parts) => someDossier({ parts: parts.map((lines, index) => partOf(`F${index + 1}`, lines)) }));
