/** A piece of a document, as its text alone tells it: at most 1,200 characters, cut at headings and between sentences. */
export interface Piece {
  /** The headings above it, the outermost first; empty before the first one. */
  readonly headings: readonly string[];
  /** The address of its innermost heading within the page, as the host makes it; empty before the first one. */
  readonly anchor: string;
  /** Which piece of its section it is, from 1. */
  readonly part: number;
  /** First and last line in the document, from 1. */
  readonly line: number;
  readonly endLine: number;
  readonly text: string;
}

/** A document as it is cited. */
export interface DocumentName {
  readonly path: string;
  /** Number of the decision record that the document is; null for every other document. */
  readonly record: number | null;
}

/** A piece in its place in a repository, with the id by which it is cited. */
export interface Passage extends Piece, DocumentName {
  /** `adr:25#decision`, `doc:docs/runbook.md#rollback`; further pieces of a section end in `~2`, `~3`. */
  readonly id: string;
}

/** Gives the pieces of a document their place and ids, unique within the document. */
export function placePieces(document: DocumentName, pieces: readonly Piece[]): readonly Passage[] {
  const { path, record } = document;
  const name = record === null ? `doc:${path}` : `adr:${record}`;
  return pieces.map((piece) => {
    const anchor = piece.anchor === '' ? '' : `#${piece.anchor}`;
    const part = piece.part === 1 ? '' : `~${piece.part}`;
    return { ...piece, path, record, id: `${name}${anchor}${part}` };
  });
}

/** A passage with its worth for a query. */
export interface RankedPassage {
  readonly passage: Passage;
  /** Reciprocal-rank fusion of the rankings below; larger is better, comparable within one answer only. */
  readonly score: number;
  /** BM25 over stemmed words, null when no word of the query stands in the passage. */
  readonly lexical: number | null;
  /** Cosine of the vectors, -1 to 1; null when there are none. */
  readonly vector: number | null;
}
