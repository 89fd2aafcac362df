import type { CheckOutput } from '../../kernel/check.ts';
import type { Complaint } from '../../kernel/complaint.ts';
import { renderComplaint } from '../../kernel/markdown/complaint-lines.ts';

/** The check of gates that could not be asked; it never passes, and says what stood in the way and what happens next. */
export function renderGuardFailure(complaint: Complaint): {
  readonly conclusion: 'action_required';
  readonly output: CheckOutput;
} {
  const next =
    'Nothing passes until the gates have answered. They are asked again within the hour, and whenever the pull request changes; the button “Re-run” asks them now.';
  const output = {
    title: 'The gates gave no answer',
    summary: [renderComplaint(complaint), next].join('\n\n'),
    text: '',
    annotations: [],
  };
  return { conclusion: 'action_required', output };
}
