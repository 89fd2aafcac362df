/** Who set a label and when, and how the pull request was at that moment. */
export interface Labelling {
  /** The host's id of the event. */
  readonly id: string;
  readonly by: string;
  /** ISO time. */
  readonly at: string;
  /** Unknown, with the reason in words, where the host's history does not tell. */
  readonly moment: Moment | { readonly unknown: string };
}

/** A pull request at one moment of its history. */
export interface Moment {
  readonly title: string;
  readonly body: string;
  readonly head: string;
}
