/** One issue of ours that is kept up to date. */
export interface StandingIssue {
  /** Edits the issue of a marker, opens it again, closes it, or makes it; what stands already is not written again. */
  keep(order: IssueOrder): Promise<KeptIssue>;
}

/** How an issue shall stand. */
export interface IssueOrder {
  readonly title: string;
  /** Begins with the marker. */
  readonly body: string;
  /** The body's first line, by which the issue is found again. */
  readonly marker: string;
  /** A closed one is not made where there is none. */
  readonly state: 'open' | 'closed';
}

/** What became of an order. */
export type KeptIssue =
  | { readonly how: 'created' | 'edited' | 'as-before'; readonly number: number; readonly url: string }
  /** There is none, and none is needed. */
  | { readonly how: 'not-needed' };
