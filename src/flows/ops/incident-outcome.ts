/** What became of something that may be an incident. */
export type IncidentOutcome =
  | {
      readonly kind: 'opened' | 'joined' | 'recovery-proposed' | 'closed';
      readonly issue: number;
      readonly url: string;
    }
  | { readonly kind: 'ignored'; readonly why: string }
  /** Nobody could tell; it has to be told again. */
  | { readonly kind: 'undecided'; readonly why: string };
