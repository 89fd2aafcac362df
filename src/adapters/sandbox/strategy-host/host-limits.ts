/** Bounds on a process with a strategy. */
export interface HostLimits {
  /** Most milliseconds until the strategy is loaded. */
  readonly start: number;
  /** Most milliseconds for one step. */
  readonly step: number;
  /** Most milliseconds for a run with all bars; who orders one ends it earlier by a signal. */
  readonly whole: number;
  /** Most megabytes of its heap. */
  readonly megabytes: number;
}
