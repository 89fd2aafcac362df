import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { link } from '../../kernel/markdown/link.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import type { ShownStrategy } from './check.ts';
import { drawAttestation, drawReasons, headlineOf } from './report-words.ts';
import { fitSections, type Section } from './sections.ts';
import type { Verdict } from './verdict.ts';

/** Where the comment of the backtests stands, and what of. */
export interface BacktestPlace {
  readonly number: number;
  readonly head: string;
  /** Page of the run that made the report. */
  readonly runUrl: string;
}

/** GitHub takes 65,536 characters of a comment. */
const LONGEST_BODY = 64_000;

/** The beginning of the comment's first line, by which it is found again. */
export function backtestMarker(number: number): string {
  return `<!-- conclave:backtest pr=${number} -->`;
}

const SIGNS = { success: '✅', failure: '⛔', neutral: '➖', action_required: '⚠️' } as const;

/** The comment of a verdict: the decision, whether it is believed, then each strategy with figures, the worst first. */
export function renderBacktestComment(
  verdict: Verdict,
  shown: readonly ShownStrategy[],
  { number, head, runUrl, notes }: BacktestPlace & { readonly notes: readonly string[] },
): string {
  const ground = `Of ${inlineCode(head.slice(0, 7))}, from ${link('this run', runUrl)}.`;
  const lead = [
    `${backtestMarker(number)}\n`,
    `### ${SIGNS[verdict.conclusion]} Backtest: ${plainText(headlineOf(verdict), 600)}`,
    `${drawAttestation(verdict.attestation)}`,
    [ground, ...notes.map((note) => plainText(note, 600))].join(' '),
  ];
  const sections = shown.map(
    (each, index): Section => ({
      name: each.facts.strategy.path,
      body: [drawReasons(each), each.markdown].filter((part) => part !== '').join('\n\n'),
      folds: index > 0,
    }),
  );
  const close =
    '<sub>The figures were computed from decisions and data by our engine; what a strategy says of itself counts for nothing. `/conclave backtest` runs them again.</sub>';
  return `${fitSections(lead, sections, LONGEST_BODY)}\n\n${close}\n`;
}
