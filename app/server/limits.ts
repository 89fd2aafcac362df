/** What the server allows a stranger to ask of it; sizes in bytes, times in milliseconds. */
export interface ServerLimits {
  /** Longest body of a delivery; GitHub itself caps its own at 25 MB. */
  readonly deliveryBytes: number;
  /** Longest notice of Alertmanager. */
  readonly alertBytes: number;
  /** Longest body of a form. */
  readonly formBytes: number;
  /** Room for all bodies that are held at the same time. */
  readonly heldBytes: number;
  /** Until when the headers of a request must be here. */
  readonly headersMs: number;
  /** Until when the whole request must be here. */
  readonly requestMs: number;
  /** How long an unused connection stays open; longer than the minute of the usual proxies. */
  readonly keepAliveMs: number;
  /** How long a refused sender is listened to, so that it can read the refusal. */
  readonly lingerMs: number;
  /** How long `/readyz` waits for its facts. */
  readonly readinessMs: number;
  /** How long requests in flight may take once the server closes. */
  readonly closeMs: number;
}

/** The limits of a server that people use. */
export const usualLimits: ServerLimits = {
  deliveryBytes: 25_000_000,
  alertBytes: 4_000_000,
  formBytes: 20_000,
  heldBytes: 200_000_000,
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 75_000,
  lingerMs: 1_000,
  readinessMs: 3_000,
  closeMs: 10_000,
};
