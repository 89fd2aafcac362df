/**
 * How alike the words of two claims on the same code must be for one to be a copy of the other. Measured on the
 * labelled pairs of `test/fixtures/likeness`, with a precision of at least 0.98 before everything else.
 */
export const LIKELY = 0.5;

/** The same where only the file is the same. */
export const VERY_LIKELY = 0.7;
