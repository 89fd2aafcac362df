/** How a completed check run ends, in the host's words. */
export type Conclusion = 'success' | 'failure' | 'neutral' | 'action_required' | 'cancelled';

/** One remark on a line of the head commit. */
export interface CheckAnnotation {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** What a check run says. */
export interface CheckOutput {
  readonly title: string;
  /** Markdown, at most 65,535 characters. */
  readonly summary: string;
  /** Markdown, at most 65,535 characters; empty for none. */
  readonly text: string;
  readonly annotations: readonly CheckAnnotation[];
}
