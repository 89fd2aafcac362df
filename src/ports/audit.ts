/** The append-only record of acts that someone may have to answer for, chained by hashes within a repository. */
export interface Audit {
  /** Appends an act once for each cause. */
  append(act: AuditAct): Promise<void>;
  /** Reads a repository's chain and proves it link by link. */
  verify(repositoryId: number): Promise<AuditProof>;
}

/** One act. */
export interface AuditAct {
  readonly repositoryId: number;
  /** What made it happen: the id of a delivery, comment or step; the same cause and act is appended once. */
  readonly cause: string;
  /** `finding.waived`, `review.cancelled`, `verdict.published`, … */
  readonly act: string;
  /** Login of the person, or `conclave`. */
  readonly actor: string;
  /** What it was done to: `acme/quant#41`, `F-1a2b3c4d`. */
  readonly subject: string;
  /** Plain facts: head, reason, permission, conclusion. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: string;
}

/** Whether a chain is whole. */
export type AuditProof =
  | { readonly kind: 'whole'; readonly acts: number }
  | { readonly kind: 'broken'; readonly sequence: number; readonly why: string };
