import { codeBlock } from '../../kernel/markdown/code-block.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { OpsSeverity } from '../../kernel/ops-severity.ts';

const LONGEST_WORDS = 500;
const MOST_CHARACTERS = 65_000;

/** A comment with the first line by which it is found again. */
export interface MarkedComment {
  readonly marker: string;
  readonly body: string;
}

/** What people are told of an incident as it happens; everything else is drawn in its issue silently. */
export type IncidentNews =
  | { readonly kind: 'recovery'; readonly at: string; readonly reason: string; readonly closes: boolean }
  | { readonly kind: 'back'; readonly at: string; readonly summary: string }
  | { readonly kind: 'worse'; readonly at: string; readonly severity: OpsSeverity; readonly summary: string };

/**
 * Draws the one comment that a piece of news is worth. `after` names the record before it: news that are told and then not
 * remembered, since a run broke off, are the same when they are told again.
 */
export function renderNews(news: IncidentNews, after: string): MarkedComment {
  const marker = `<!-- conclave:incident-news ${news.kind} after=${after} -->`;
  return { marker, body: `${marker}\n\n${tellNews(news)}` };
}

function tellNews(news: IncidentNews): string {
  switch (news.kind) {
    case 'recovery': {
      const end = news.closes
        ? 'It is closed by its exit criterion, as the configuration says.'
        : `Look whether it is over, then say ${inlineCode('/incident close')}; nothing is closed without a person.`;
      return `**Recovery is proposed**: ${say(news.reason)}. ${end}`;
    }
    case 'back':
      return `**It is back**: ${say(news.summary)}. The proposed recovery counts no longer.`;
    case 'worse':
      return `**It is ${news.severity} now**: ${say(news.summary)}.`;
    default:
      return news satisfies never;
  }
}

function say(text: string): string {
  return plainText(text.replace(/[.\s]+$/, ''), LONGEST_WORDS);
}

/** What became of the entry in the log. */
export type LogOutcome =
  | { readonly kind: 'proposed'; readonly number: number; readonly url: string }
  | {
      readonly kind: 'patch';
      readonly why: string;
      readonly branch: string | null;
      readonly patch: string;
      /** What takes the patch, as `git apply`. */
      readonly command: string;
    };

/** Whether a patch stands in a comment as it is; words of a log that would act there are changed visibly. */
export function isShownWhole(patch: string): boolean {
  return codeBlock(patch, 'diff').includes(`\n${patch.replace(/\s+$/, '')}\n`);
}

/** What is told when an incident is closed. */
export interface Closing {
  readonly closedBy: string | null;
  readonly logPath: string;
  readonly outcome: LogOutcome;
}

/** Draws the comment that closes an incident: where its entry of the log stands, or the patch that adds it. */
export function renderClosing({ closedBy, logPath, outcome }: Closing): MarkedComment {
  const marker = '<!-- conclave:incident-closed -->';
  const who = closedBy === null ? 'by its exit criterion' : `by ${inlineCode(`@${closedBy}`)}`;
  const head = `**Closed** ${who}.`;
  const lines = [marker, head, ...tellOutcome(outcome, logPath)];
  return { marker, body: lines.join('\n\n') };
}

function tellOutcome(outcome: LogOutcome, path: string): readonly string[] {
  if (outcome.kind === 'proposed') {
    const pull = link(`#${outcome.number}`, outcome.url);
    return [
      `Its entry for ${inlineCode(path)} is offered as ${pull}. What nobody said is TBD there: fill in root cause, test gap and lessons, then merge.`,
    ];
  }
  const { why, branch, patch, command } = outcome;
  const stands = branch === null ? '' : ` The branch ${inlineCode(branch)} stands; a person can open the pull request.`;
  const words = `Conclave may not offer the entry for ${inlineCode(path)} itself (${say(why)}).${stands}`;
  const block = codeBlock(patch, 'diff');
  const isLong = block.length + words.length > MOST_CHARACTERS;
  return isLong
    ? [`${words} It is too long for a comment; the timeline in the issue holds what it says.`]
    : [`${words} Apply this with ${inlineCode(command)}, fill in what is TBD, and open a pull request:`, block];
}

/** Title and text of the pull request that offers the entry of an incident. */
export function renderProposal(issue: number, title: string): { readonly title: string; readonly body: string } {
  return {
    title: `docs(incidents): the entry of incident #${issue}`,
    body: `The entry of #${issue}: ${say(title)}. It is drawn from the timeline of its issue; what nobody said is TBD, for you to fill in before the merge. Entries that stand are not touched.`,
  };
}
