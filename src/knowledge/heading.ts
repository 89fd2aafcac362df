/** A heading as it stands in a document. */
export interface Heading {
  /** 1 for the outermost. */
  readonly level: number;
  /** Its words without marks. */
  readonly title: string;
  /** Indexes of its first line and of the one behind its last. */
  readonly from: number;
  readonly to: number;
}
