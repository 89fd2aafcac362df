/** How much of a report a text shows; what is left out is said in its place. */
export interface Length {
  /** Characters of one reason, and of what to write instead. */
  readonly words: number;
  /** Reasons of one gate. */
  readonly reasons: number;
  /** Notes and waivers, each. */
  readonly notes: number;
}

/** The lengths to try, longest first. */
export const LENGTHS: readonly Length[] = [
  { words: 1_200, reasons: 200, notes: 50 },
  { words: 600, reasons: 60, notes: 20 },
  { words: 400, reasons: 20, notes: 10 },
  { words: 200, reasons: 8, notes: 5 },
  { words: 120, reasons: 2, notes: 2 },
];
