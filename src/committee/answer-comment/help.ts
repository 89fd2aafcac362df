import { COMMAND_FORMS, type CommandForm, type CommandVerb, renderUsage } from '../../change/command-form.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { table } from '../../kernel/markdown/table.ts';

/** The commands and what they do. */
export interface HelpAnswer {
  readonly kind: 'help';
}

interface Deed {
  readonly does: string;
  /** Permission in the host's words. */
  readonly right: string;
  /** The author of the pull request may not. */
  readonly notAuthor?: true;
}

const DEEDS: Readonly<Record<CommandVerb, Deed>> = {
  review: { does: 'asks the committee for a review of the head; `full` reads all of it again', right: 'write' },
  explain: { does: 'shows the proof of a finding: lines, who raised it, who confirmed it', right: 'write' },
  waive: {
    does: 'lets a finding, a failing gate or a failing blocking rule pass at this commit',
    right: 'maintain or admin',
    notAuthor: true,
  },
  dismiss: {
    does: 'records that a finding is none; it stays dismissed',
    right: 'write, for a blocker or major maintain or admin',
    notAuthor: true,
  },
  retry: { does: 'tries the review of the head again', right: 'write' },
  cancel: { does: 'stops the review that runs', right: 'write' },
  backtest: {
    does: 'runs the backtests of the head, of all strategies that it touches or of one by its path',
    right: 'write, for a pull request from a fork maintain or admin',
  },
  state: { does: 'tells the state of the whole house, why, and what to do next', right: 'write' },
  diagnose: { does: 'tells what ails a run of training, by evidence, and what cannot be excluded', right: 'write' },
  playbook: { does: 'shows what to do about a code such as `INFRA_SATURATED`', right: 'write' },
  status: { does: 'tells verdict, findings and cost of this pull request', right: 'write' },
  help: { does: 'shows this table', right: 'write' },
};

/** The permission that a command needs, in the words of the help. */
export function rightFor(verb: CommandVerb): string {
  return DEEDS[verb].right;
}

/** Draws the help from the grammar of the commands. */
export function renderHelp(): string {
  const rows = COMMAND_FORMS.map((form) => {
    const { does, right, notAuthor } = DEEDS[form.verb];
    return [drawUsage(form), does, notAuthor ? `${right}; not the author` : right];
  });
  return [
    table(['command', 'what it does', 'who may'], rows),
    `A command is the first line of a new comment that is neither blank nor quoted. A finding is named by its id (${inlineCode('F-')} and eight digits), a gate as ${inlineCode('G1')} to ${inlineCode('G5')}, a blocking rule as ${inlineCode('rule:')} and its name; a reason has at least 20 characters. The only maintainer may decide on a pull request of their own.`,
  ].join('\n\n');
}

/** Within a table a pipe is escaped in code too. */
function drawUsage(form: CommandForm): string {
  return `\`${renderUsage(form).replaceAll('|', '\\|')}\``;
}
