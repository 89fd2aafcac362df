import type { GuardReport } from '../../gates/report.ts';

/** What the gates say, and of what. */
export interface Guarded {
  readonly report: GuardReport;
  /** `acme/quant#41`, or the name of the local repository. */
  readonly subject: string;
  /** The commit that was judged; null where none was looked at. */
  readonly head: string | null;
  /** What a person should know of how it was read. */
  readonly remarks: readonly string[];
}
