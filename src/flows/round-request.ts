import type { ChangedPath } from '../change/changed-since.ts';
import type { Disposition } from '../committee/disposition.ts';
import type { Baseline } from '../committee/ledger/baseline.ts';
import type { LedgerEntry } from '../committee/ledger/entry.ts';
import type { Located } from '../committee/ledger/locate.ts';
import type { FullReason } from '../committee/ledger/round.ts';
import type { Ruling } from '../committee/ledger/ruling.ts';
import type { FindingToRule } from '../committee/ledger/to-rule.ts';
import type { SeatRecord } from '../committee/session.ts';
import type { SessionType } from '../routing/session-type.ts';

/** What the reviews before left on record, as plain data. */
export interface PastReviews {
  /** How many sessions were held before. */
  readonly reviews: number;
  readonly entries: readonly LedgerEntry[];
  /** What people decided on findings, oldest first. */
  readonly dispositions: readonly Disposition[];
  readonly baseline: Baseline | null;
  /** The seats as they spoke in the session of the baseline. */
  readonly seats: readonly SeatRecord[];
  /** The newest session, when it was held at this very head; null otherwise. */
  readonly ofHead: ReviewOfHead | null;
  /** True when a person asked for a new baseline. */
  readonly wantsFull: boolean;
  readonly baseBranch: string | null;
  /** Hash over everything that instructs now. */
  readonly configuration: string;
  /** What the tree of the baseline held differently; null when there is no baseline, or its commit is gone. */
  readonly since: readonly ChangedPath[] | null;
}

/** Which review of its pull request a session is, and what it needs to know of those before it; plain data. */
export interface RoundRequest {
  readonly number: number;
  readonly kind: 'full' | 'delta';
  readonly fullBecause: FullReason | null;
  readonly baseline: { readonly session: string; readonly head: string } | null;
  /** What the session is, should a later one rest on it. */
  readonly identity: Pick<Baseline, 'head' | 'base_branch' | 'configuration' | 'session_type' | 'seats'>;
  readonly entries: readonly LedgerEntry[];
  readonly dispositions: readonly Disposition[];
  /** Where the cited code of the open findings stands now, by their ids. */
  readonly located: Readonly<Record<string, Located>>;
  /** Numbers of the lines that are new since the baseline, by path; null when nothing is cleared. */
  readonly changed: Readonly<Record<string, readonly number[]>> | null;
  /** Later paths of files by the earlier ones. */
  readonly renames: Readonly<Record<string, string>>;
  /** Which rules could read which file. */
  readonly rulesRead: readonly { readonly path: string; readonly rules: readonly string[] }[];
  readonly delta: { readonly files: number; readonly lines: number } | null;
  /** The open findings whose cited code has changed. */
  readonly toRule: readonly FindingToRule[];
  /** The seats as they spoke in the session of the baseline. */
  readonly seatsBefore: readonly SeatRecord[];
  /** What seats said at this very head, so that they need not say it again. */
  readonly kept: Pick<ReviewOfHead, 'session' | 'seats' | 'rulings'> | null;
}

/** A review of this very head: the seats that were heard have read what it read. */
export interface ReviewOfHead {
  readonly session: string;
  readonly configuration: string;
  readonly baseBranch: string;
  readonly sessionType: SessionType;
  readonly complete: boolean;
  readonly kind: 'full' | 'delta';
  /** The commit that it rested on; null when it read everything. */
  readonly since: string | null;
  /** The seats that were heard. */
  readonly seats: readonly SeatRecord[];
  readonly rulings: readonly Ruling[];
}

/** A pull request, or a change that is none, of which nothing is on record. */
export const NO_PAST: PastReviews = {
  reviews: 0,
  entries: [],
  dispositions: [],
  baseline: null,
  seats: [],
  wantsFull: false,
  baseBranch: null,
  configuration: '',
  since: null,
  ofHead: null,
};
