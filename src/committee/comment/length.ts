/** How much of a session a comment shows; what is dropped is said in its place. */
export interface Length {
  readonly showNotes: boolean;
  readonly showMinors: boolean;
  /** Characters of a claim, a summary or a reason. */
  readonly words: number;
  /** Rows of each list in a fold, and of the table of what weighs. */
  readonly folded: number;
  readonly changes: number;
  readonly blockers: number;
}

const EVERYTHING: Length = {
  showNotes: true,
  showMinors: true,
  words: 600,
  folded: Number.POSITIVE_INFINITY,
  changes: Number.POSITIVE_INFINITY,
  blockers: Number.POSITIVE_INFINITY,
};

/** What each shorter length drops beside what the longer ones dropped. */
const CUTS: readonly Partial<Length>[] = [
  {},
  { showNotes: false },
  { showMinors: false },
  { folded: 40 },
  { words: 240 },
  { folded: 10 },
  { changes: 60 },
  { changes: 20 },
  { blockers: 60 },
  { words: 120, changes: 5, folded: 3 },
  { blockers: 20, changes: 0, folded: 0 },
];

/** The lengths to try, longest first: the lowest severities go first, blockers last. */
export const LENGTHS: readonly Length[] = CUTS.map((_cut, index) => Object.assign({}, EVERYTHING, ...CUTS.slice(0, index + 1)));
