import { COMMAND_FORMS, type CommandForm, type CommandVerb, renderUsage } from '../../change/command-form.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { table } from '../../kernel/markdown/table.ts';

/** The commands and what they do. */
export interface HelpAnswer {
  readonly kind: 'help';
}

const DOES: Readonly<Record<CommandVerb, readonly [does: string, who: string]>> = {
  review: ['asks the committee for a review of the head; `full` reads all of it again', 'write'],
  explain: ['shows the proof of a finding: lines, who raised it, who confirmed it', 'write'],
  waive: ['lets a finding or a gate pass at this commit', 'maintain; not the author'],
  dismiss: [
    'records that a finding is none; it stays dismissed',
    'write, for a blocker or major maintain; not the author',
  ],
  retry: ['tries the review of the head again', 'write'],
  cancel: ['stops the review that runs', 'write'],
  status: ['tells verdict, findings and cost of this pull request', 'write'],
  help: ['shows this table', 'write'],
};

/** Draws the help from the grammar of the commands. */
export function renderHelp(): string {
  const rows = COMMAND_FORMS.map((form) => [drawUsage(form), ...DOES[form.verb]]);
  return [
    table(['command', 'what it does', 'who may'], rows),
    `A command is the first line of a new comment that is neither blank nor quoted. A finding is named by its id (${inlineCode('F-')} and eight digits), a gate as ${inlineCode('G1')} to ${inlineCode('G5')}; a reason has at least 20 characters. The only maintainer may decide on a pull request of their own.`,
  ].join('\n\n');
}

/** Within a table a pipe is escaped in code too. */
function drawUsage(form: CommandForm): string {
  return `\`${renderUsage(form).replaceAll('|', '\\|')}\``;
}
