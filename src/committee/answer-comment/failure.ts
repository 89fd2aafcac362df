import type { Complaint } from '../../kernel/complaint.ts';
import { renderComplaint } from '../../kernel/markdown/complaint-lines.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';

/** A command that failed through no fault of the person; `kept` says in a sentence what is on record. */
export interface FailureAnswer {
  readonly kind: 'failed';
  readonly complaint: Complaint;
  readonly kept: string;
}

/** Says what failed and what was kept. */
export function renderFailure({ complaint, kept }: FailureAnswer): string {
  return [
    '**The command failed**, through no fault of yours. Write it again in a new comment when you like.',
    renderComplaint(complaint),
    `Kept: ${plainText(kept, 600)}`,
  ].join('\n\n');
}
