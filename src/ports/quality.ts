import type { FindingGroup } from '../committee/ledger/quality.ts';

/** Where findings are on record, for counting them. */
export interface QualityRecords {
  /** What is on record, each finding once; an AppError says why it cannot be read. */
  read(wish: QualityWish): Promise<QualityReading>;
}

/** Which findings are counted. */
export interface QualityWish {
  /** Null for all repositories. */
  readonly repository: { readonly owner: string; readonly name: string } | null;
  /** The first day on which they were raised, `YYYY-MM-DD` in UTC; null for all. */
  readonly since: string | null;
}

/** Findings as they are on record. */
export interface QualityReading {
  /** Where they were read, for people. */
  readonly place: string;
  readonly sessions: number;
  readonly groups: readonly FindingGroup[];
  /** What could not be read, with the reason; what is in there is not counted. */
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}
