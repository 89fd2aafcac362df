import type { CheckAnnotation, CheckOutput, Conclusion } from '../../kernel/check.ts';
import type { Complaint } from '../../kernel/complaint.ts';
import { renderComplaint } from '../../kernel/markdown/complaint-lines.ts';
import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { plainWords } from '../../kernel/markdown/plain-words.ts';
import type { Reason } from './blocking-rule.ts';
import { drawAttestation, drawReasons, headlineOf } from './report-words.ts';
import { fitSections, type Section } from './sections.ts';
import type { JudgedStrategy, Verdict } from './verdict.ts';

/** The check run of the backtests. */
export const BACKTEST_CHECK = 'conclave/backtest';

/** How the check ends, and what it says; a check that waits has no conclusion. */
export interface BacktestCheck {
  readonly conclusion: Exclude<Conclusion, 'cancelled'> | 'pending';
  readonly output: CheckOutput;
}

/** A strategy with what is shown of its runs, as harmless Markdown. */
export interface ShownStrategy extends JudgedStrategy {
  readonly markdown: string;
}

const LONGEST_TITLE = 255;
/** The host takes 65,535 bytes of a summary and of a text, each. */
const LONGEST_TEXT = 64_000;
const MOST_ANNOTATIONS = 50;

/** The check of a verdict: the decision, what speaks against each strategy, whether it is believed; figures in the text. */
export function renderBacktestCheck(
  verdict: Verdict,
  shown: readonly ShownStrategy[],
  notes: readonly string[],
): BacktestCheck {
  const title = plainWords(`Backtest: ${headlineOf(verdict)}`, LONGEST_TITLE);
  const lead = [
    `**${plainText(headlineOf(verdict), 600)}**`,
    drawAttestation(verdict.attestation),
    ...notes.map((note) => plainText(note, 600)),
  ];
  const reasons = shown.map(
    (each): Section => ({ name: each.facts.strategy.path, body: drawReasons(each), folds: false }),
  );
  const figures = shown.map((each): Section => ({ name: each.facts.strategy.path, body: each.markdown, folds: false }));
  return {
    conclusion: verdict.conclusion,
    output: {
      title: verdict.attestation.kind === 'attested' ? title : plainWords(`Not attested: ${title}`, LONGEST_TITLE),
      summary: fitSections(lead, reasons, LONGEST_TEXT),
      text: fitSections(
        [],
        figures.filter(({ body }) => body !== ''),
        LONGEST_TEXT,
      ),
      annotations: shown.flatMap(annotate).slice(0, MOST_ANNOTATIONS),
    },
  };
}

/** Remarks stand only on the files that were inspected: the strategy and its tests. */
function annotate({ facts, reasons }: ShownStrategy): readonly CheckAnnotation[] {
  const { path: own, tests } = facts.strategy;
  const paths = [own, ...tests.map(({ path }) => path)];
  return reasons.flatMap(({ rule, weight, findings }) =>
    findings.flatMap(({ path, line, code, message }) => {
      if (line === null || !paths.includes(path)) return [];
      const title = plainWords(`${rule}: ${code}`, LONGEST_TITLE);
      const words = plainWords(message, 1_000);
      return [{ path, startLine: line, endLine: line, level: LEVELS[weight], title, message: words || title }];
    }),
  );
}

const LEVELS: Readonly<Record<Reason['weight'], CheckAnnotation['level']>> = {
  fails: 'failure',
  broken: 'warning',
  unproven: 'warning',
};

/** Why there is no report to judge; words of others are told as such. */
export type NoReport =
  | { readonly kind: 'missing' | 'expired'; readonly workflow: string; readonly ended: string | null }
  | { readonly kind: 'refused'; readonly complaint: Complaint }
  | { readonly kind: 'skipped'; readonly workflow: string }
  | { readonly kind: 'lost'; readonly workflow: string; readonly minutes: number }
  /** The pull request has another head by now, or is closed. */
  | { readonly kind: 'moved' }
  | { readonly kind: 'failed'; readonly complaint: Complaint };

const AGAIN = `Run the workflow again, or write ${inlineCode('/conclave backtest')}.`;

/** The check where there is no report; nothing unknown passes. */
export function renderNoReport(why: NoReport): BacktestCheck {
  switch (why.kind) {
    case 'missing': {
      const ended = why.ended === null ? '' : ` It ended as ${inlineCode(why.ended)}.`;
      return silent(
        'no report came',
        `${inlineCode(why.workflow)} left no artifact ${inlineCode('conclave-backtest')}.${ended} Nothing was proven. ${AGAIN}`,
      );
    }
    case 'expired':
      return silent(
        'the report has expired',
        `The host keeps artifacts for a time only, and that of ${inlineCode(why.workflow)} is gone. ${AGAIN}`,
      );
    case 'refused':
      return silent(
        'the report is refused',
        `${renderComplaint(why.complaint)}\n\nNothing of it was believed. ${AGAIN}`,
      );
    case 'skipped':
      return {
        conclusion: 'neutral',
        output: output(
          'skipped by the workflow',
          `${inlineCode(why.workflow)} of the base skipped every job for this pull request, so that nothing was run and nothing was proven.`,
        ),
      };
    case 'lost':
      return silent(
        'the run did not come',
        `${inlineCode(why.workflow)} was started by command, and ${why.minutes} minutes later no run of it had ended with a report. Look at its runs on the page Actions: it may wait for a runner or for an approval. ${AGAIN}`,
      );
    case 'moved':
      return silent(
        'another commit came',
        `The pull request moved on before the backtest of this commit came. ${AGAIN}`,
      );
    case 'failed':
      return silent(
        'the report could not be judged',
        `${renderComplaint(why.complaint)}\n\nNothing passes until it is judged: the button “Re-run” tries it again. ${AGAIN}`,
      );
    default:
      return why satisfies never;
  }
}

function silent(title: string, summary: string): BacktestCheck {
  return { conclusion: 'action_required', output: output(title, summary) };
}

function output(title: string, summary: string): CheckOutput {
  return { title: plainWords(`Backtest: ${title}`, LONGEST_TITLE), summary, text: '', annotations: [] };
}

/** The check from a command until its run ends. */
export function renderBacktestStarted({ workflow, strategy, by }: StartedBacktest): BacktestCheck {
  const what = strategy === null ? 'every strategy that the pull request touches' : inlineCode(strategy);
  const words = `${plainText(`@${by}`, 100)} asked for it: ${what}, by ${inlineCode(workflow)} of the default branch. This check ends when the report of that run was computed again.`;
  return { conclusion: 'pending', output: output('is running', words) };
}

/** A backtest that a person started. */
export interface StartedBacktest {
  readonly workflow: string;
  readonly strategy: string | null;
  readonly by: string;
}
