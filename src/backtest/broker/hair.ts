/**
 * What binary fractions may put between a sum or product and what it is in decimals, as a share of the figures that went
 * in: 66.18 - 0.02 is 66.16000000000001, and 0.1 * 3 is 0.30000000000000004.
 */
export const HAIR = 1e-12;

/** Whether a figure is clearly more than a limit: by more than a hair of a scale, which is the limit itself unless given. */
export function isMore(figure: number, limit: number, scale: number = limit): boolean {
  return figure > limit + HAIR * Math.abs(scale);
}
