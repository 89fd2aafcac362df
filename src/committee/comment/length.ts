import { countOf } from '../wording.ts';

/** How much of a session a comment shows; what is left out is said in its place. */
export interface Length {
  readonly notes: number;
  readonly minors: number;
  /** Rows of files, of claims that did not stand, and of seats in their tables. */
  readonly files: number;
  readonly doubts: number;
  readonly seats: number;
  /** Findings that people decided on, in each list of them. */
  readonly decisions: number;
  /** Characters of a claim, a summary or a reason. */
  readonly words: number;
  /** Rows in the table of what weighs: changes asked, weighty claims that nobody examined, blockers. */
  readonly changes: number;
  readonly open: number;
  readonly blockers: number;
  /** False when not even a fold has room. */
  readonly folds: boolean;
}

const ALL = Number.POSITIVE_INFINITY;

/** Nothing is left out. */
export const EVERYTHING: Length = {
  notes: ALL,
  minors: ALL,
  files: ALL,
  doubts: ALL,
  seats: ALL,
  decisions: ALL,
  words: 600,
  changes: ALL,
  open: ALL,
  blockers: ALL,
  folds: true,
};

/** What each shorter length leaves out beside what the longer ones did. */
const CUTS: readonly Partial<Length>[] = [
  { files: 40 },
  { notes: 0 },
  { minors: 0 },
  { files: 15, doubts: 40, seats: 20, decisions: 40 },
  { words: 240 },
  { files: 10, doubts: 10, seats: 10, decisions: 20 },
  { changes: 60, open: 60 },
  { changes: 20, open: 20 },
  { blockers: 60 },
  { words: 120, changes: 5, open: 5 },
  { files: 3, doubts: 0, seats: 0 },
  { changes: 0, blockers: 20, decisions: 5 },
  { folds: false },
  { blockers: 5, decisions: 2 },
];

/** The shorter lengths, longest first: most files go before findings, then the lowest severities, blockers last. */
const SHORTER: readonly Length[] = CUTS.map((_cut, index) =>
  Object.assign({}, EVERYTHING, ...CUTS.slice(0, index + 1)),
);

/**
 * Draws at the longest length that stays within a limit of characters, or of what `measure` counts; found by halving,
 * since a shorter length never draws more.
 */
export function drawWithin(
  limit: number,
  draw: (length: Length) => string,
  measure: (text: string) => number = (text) => text.length,
): string {
  const whole = draw(EVERYTHING);
  if (measure(whole) <= limit) return whole;
  let lengths = SHORTER;
  let fitting: string | null = null;
  while (lengths.length > 0) {
    const middle = Math.floor(lengths.length / 2);
    const text = draw(lengths[middle] ?? EVERYTHING);
    const fits = measure(text) <= limit;
    if (fits) fitting = text;
    lengths = fits ? lengths.slice(0, middle) : lengths.slice(middle + 1);
  }
  if (fitting === null) throw new RangeError(`a comment cannot be cut to ${limit}`);
  return fitting;
}

/** Says in its place what a comment had no room for. */
export function leftOut(number: number, one: string, many = `${one}s`): string {
  const verb = number === 1 ? 'is' : 'are';
  return `${countOf(number, one, many)} ${verb} left out, since a comment has a limit; the session file holds all.`;
}
