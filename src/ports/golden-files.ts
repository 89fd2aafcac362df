/** The golden files of a repository, by their paths from its root. */
export interface GoldenFiles {
  /** Absolute path of the root. */
  readonly root: string;
  /** The absolute path of a file. */
  locate(path: string): string;
  /** `golden/*.yml`, sorted. */
  list(): Promise<readonly string[]>;
  /** The text of a file; throws an AppError where it cannot be read. */
  read(path: string): Promise<string>;
  /** Replaces the text of a file in one step. */
  write(path: string, text: string): Promise<void>;
}
