/** What the code host sent us. */
export interface Deliveries {
  /** Notes a delivery; false when it is on record already. */
  note(delivery: DeliveryRow): Promise<boolean>;
  /** Notes what a delivery led to, in words for people. */
  conclude(id: string, outcome: string): Promise<void>;
  /** Which of these ids are on record. */
  known(ids: readonly string[]): Promise<ReadonlySet<string>>;
}

/** One delivery. */
export interface DeliveryRow {
  /** The host's id of it, the same for every attempt. */
  readonly id: string;
  readonly event: string;
  readonly action: string | null;
  readonly repositoryId: number | null;
  readonly pull: number | null;
  readonly receivedAt: string;
}
