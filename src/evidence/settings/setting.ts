/** A key of a configuration file with its value, or an item of a list in one. */
export interface Setting {
  /** The keys from the root on; those of its list for an item. */
  readonly keys: readonly string[];
  /** As it is written, without quotes; empty where more keys or items stand below. */
  readonly value: string;
  /** Line of the last key, or of the item. */
  readonly line: number;
  /** Line on which the value begins. */
  readonly valueLine: number;
  readonly isItem: boolean;
}

/** One line of a text with its number. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}
