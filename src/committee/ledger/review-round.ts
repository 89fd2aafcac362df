import type { Disposition } from '../disposition.ts';
import type { Finding } from '../finding.ts';
import type { Located } from './locate.ts';
import type { Ruling } from './ruling.ts';

/** Lines of the new head by path. */
export type LinesByPath = ReadonlyMap<string, ReadonlySet<number>>;

/** All that a review brings to the ledger of its pull request. */
export interface ReviewRound {
  readonly session: string;
  readonly head: string;
  readonly kind: 'full' | 'delta';
  /**
   * What is new since the baseline: every path that changed, with its lines that are new there or stand next to lines
   * that were only removed. Null in a full review, in which nothing is cleared.
   */
  readonly changed: LinesByPath | null;
  /** Hard hits of the whole change and claims on what was read, after cross-examination, under ids of their own. */
  readonly raised: readonly Finding[];
  /** Where the code of earlier findings stands now, by id; for every open one, and for closed ones as far as known. */
  readonly located: ReadonlyMap<string, Located>;
  /** What seats say of the open findings that they raised. */
  readonly rulings: readonly Ruling[];
  /** Ids of the seats that sit in this review. */
  readonly seats: readonly string[];
  /** Whether a rule could read a file in this review. */
  readonly rulesRead: (path: string, rule: string) => boolean;
  /** Decisions of people that hold, oldest first; without those that a reopening has overruled. */
  readonly dispositions: readonly Disposition[];
  /** How alike two claims are in their words, 0 to 1. */
  readonly alike: (one: string, other: string) => number;
  /** Later paths by the earlier ones. */
  readonly renames: ReadonlyMap<string, string>;
}
