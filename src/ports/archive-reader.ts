/** A file of an archive that was unpacked in memory. */
export interface UnpackedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What an archive may hold, and what of it is unpacked. */
export interface UnpackOrder {
  /** Whether a file of this path may stand in the archive; any other path is a refusal of the whole. */
  readonly isExpected: (path: string) => boolean;
  /** Whether it is unpacked; of the others only the table of contents is looked at. */
  readonly isWanted: (path: string) => boolean;
  readonly bounds: UnpackBounds;
}

/** How much an archive may hold. */
export interface UnpackBounds {
  readonly entries: number;
  /** Bytes of one file. */
  readonly file: number;
  /** Bytes of all files. */
  readonly total: number;
  /** How many times larger a file may be than its packed form, where it is larger than a mebibyte. */
  readonly ratio: number;
}

/** Reads archives of strangers; nothing is written anywhere. */
export interface ArchiveReader {
  /**
   * The wanted files of a zip archive, sorted by path. Throws an AppError `bad-input` for an archive that is broken,
   * too large, or holds a path that leads out, a link, the same path twice, or a path that is not expected.
   */
  unpack(archive: Uint8Array, order: UnpackOrder): Promise<readonly UnpackedFile[]>;
}
