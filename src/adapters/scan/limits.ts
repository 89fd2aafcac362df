/** Bounds on the reading of one change. */
export interface ScanLimits {
  /** Most milliseconds that one file or rule may take. */
  readonly file: number;
  /** Most milliseconds for all of them together. */
  readonly whole: number;
  /** Most milliseconds until a process that was started is ready. */
  readonly start: number;
  /** Most megabytes that the process may hold. */
  readonly megabytes: number;
  /** After so many files that went over a bound, the rest is not read. */
  readonly losses: number;
}

/** The bounds that hold where nobody names others. */
export const SCAN_LIMITS: ScanLimits = {
  file: 10_000,
  whole: 120_000,
  start: 30_000,
  megabytes: 512,
  losses: 3,
};
