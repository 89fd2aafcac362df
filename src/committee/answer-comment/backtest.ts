import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { drawCommit } from '../comment/where.ts';

/** What became of a command that asks for a backtest. */
export type BacktestAnswer =
  | {
      readonly kind: 'backtest-started';
      readonly head: string;
      /** Path of the strategy; null for all that the pull request touches. */
      readonly strategy: string | null;
      readonly workflow: string;
      readonly branch: string;
    }
  /** The run was started and never came to an end that we heard of. */
  | { readonly kind: 'backtest-lost'; readonly head: string; readonly workflow: string; readonly minutes: number }
  /** The head is another one than when the comment was written. */
  | { readonly kind: 'backtest-moved'; readonly head: string }
  | { readonly kind: 'backtest-not-started'; readonly why: NotStarted };

/** Why no backtest was started; what the host says is in its own words. */
export type NotStarted =
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'no-workflow'; readonly workflow: string; readonly branch: string }
  | { readonly kind: 'unfit-workflow'; readonly workflow: string; readonly words: string };

const NOTHING_DONE = 'Nothing was started.';

/** Says what was started, or what is missing and who can mend it. */
export function renderBacktestAnswer(answer: BacktestAnswer): string {
  switch (answer.kind) {
    case 'backtest-started': {
      const { head, strategy, workflow, branch } = answer;
      const what = strategy === null ? 'every strategy that it touches' : inlineCode(strategy);
      return `**The backtest is started**: ${what} at ${drawCommit(head)}, by ${inlineCode(workflow)} of ${inlineCode(branch)}. The check ${inlineCode('conclave/backtest')} shows how it goes. It is for this commit; after a push the command has to be given again.`;
    }
    case 'backtest-lost': {
      const { head, workflow, minutes } = answer;
      return `**The backtest of ${drawCommit(head)} did not come.** ${inlineCode(workflow)} was started, and ${minutes} minutes later no run of it had ended with a report. Look at its runs on the page Actions: it may wait for a runner or for an approval, or its file may not name the run as the documentation says. Then give the command again. Nothing was proven.`;
    }
    case 'backtest-moved':
      return `**The head is ${drawCommit(answer.head)} by now, which was not there when you wrote.** A backtest is for a commit that you have seen: look at it, and give the command again. ${NOTHING_DONE}`;
    case 'backtest-not-started':
      return `${wordNotStarted(answer.why)} ${NOTHING_DONE}`;
    default:
      return answer satisfies never;
  }
}

function wordNotStarted(why: NotStarted): string {
  switch (why.kind) {
    case 'forbidden':
      return `**Conclave may not start workflows here.** GitHub lets an app do so only with the permission ${inlineCode('Actions: write')}. Who owns the app gives it this permission in its settings on GitHub (the part ${inlineCode('backtest-command')} of the setup names it), and who owns the installation accepts it there. Until then the workflow can be started by hand on the page Actions.`;
    case 'no-workflow':
      return `**There is no workflow ${inlineCode(why.workflow)} on ${inlineCode(why.branch)}.** Add it there, or name another file as ${inlineCode('backtest.workflow')} in ${inlineCode('.github/conclave.yml')}.`;
    case 'unfit-workflow':
      return `**${inlineCode(why.workflow)} takes no such start**: ${plainText(why.words, 400)} It needs ${inlineCode('workflow_dispatch')} with the inputs ${['pr', 'head_sha', 'nonce', 'strategy'].map(inlineCode).join(', ')}.`;
    default:
      return why satisfies never;
  }
}
