/** What came of reading one file of artefacts; only plain files are read, never what a link leads to. */
export type ArtefactReading =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  | { readonly kind: 'absent' }
  /** Why it is not read, as it reads on from "trades.csv", such as `is a link`. */
  | { readonly kind: 'refused'; readonly reason: string };

/** The files of a run or a bundle, wherever they are kept. */
export interface ArtefactFiles {
  /** Reads a file by its path from the top, with forward slashes, when it has at most so many bytes. */
  read(path: string, most: number): Promise<ArtefactReading>;
}
