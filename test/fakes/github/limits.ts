/** Limits of GitHub's that a test may lower to reach them sooner. */
export interface Limits {
  readonly commentCharacters: number;
  readonly checkCharacters: number;
  readonly annotations: number;
  readonly pageSize: number;
  readonly pullFiles: number;
  /** Commits of a pull request beyond which no more are listed. */
  readonly pullCommits: number;
  readonly compareFiles: number;
  /** Bytes of a file beyond which its change is listed without a patch. */
  readonly patchBytes: number;
  /** Entries of a tree beyond which a listing is cut. */
  readonly treeEntries: number;
  /** Bytes of a text beyond which GraphQL cuts it. */
  readonly graphqlTextBytes: number;
}

/** The limits of the real one. */
export const LIMITS: Limits = {
  commentCharacters: 65_536,
  checkCharacters: 65_535,
  annotations: 50,
  pageSize: 100,
  pullFiles: 3_000,
  pullCommits: 250,
  compareFiles: 300,
  patchBytes: 1_000_000,
  treeEntries: 100_000,
  graphqlTextBytes: 512_000,
};
