import type { LineDifference } from '../backtest/determinism/line-difference.ts';

/** A folder that is gone when nobody holds it any more, also after an error. */
export interface PassingFolder extends AsyncDisposable {
  /** Absolute. */
  readonly path: string;
}

/** What a file of artefacts holds, without reading it. */
export interface FileDigest {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The folders in which artefacts are made, compared and kept. */
export interface RunFolders {
  /** A folder for what nobody keeps. */
  passing(): Promise<PassingFolder>;
  /**
   * A folder on the way to the one that people asked for, so that finished files get there in one step each. No other
   * folder is made for it; what processes that are gone left there for the same one is removed.
   */
  staging(target: string): Promise<PassingFolder>;
  /** Writes a file; its name may lead through folders below, never out. */
  write(folder: PassingFolder, name: string, content: string | Uint8Array): Promise<void>;
  read(folder: PassingFolder, name: string): Promise<string>;
  /** Puts the files of a folder into another one; what stands there by these names is replaced. Returns their paths. */
  keep(folder: PassingFolder, target: string): Promise<readonly string[]>;
  digest(folder: PassingFolder, name: string): Promise<FileDigest>;
  /** The first line in which a file of two folders differs, where its bytes do. */
  firstDifference(name: string, first: PassingFolder, second: PassingFolder): Promise<LineDifference>;
}
