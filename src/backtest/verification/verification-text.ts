import { removeInvisible } from '../../kernel/invisible.ts';
import type { BundleVerification, RunVerification, StrategyVerification } from './verification.ts';

const MOST_TOLD = 20;

/** What came of computing a run again, for a terminal: the answer first, then why or what. Ends with a line end. */
export function renderRunVerification(verified: RunVerification): string {
  return `${linesOf(verified).map(oneLine).join('\n')}\n`;
}

function linesOf(verified: RunVerification): readonly string[] {
  switch (verified.answer) {
    case 'verified':
      return [
        ...noticeOf(verified.report?.notice ?? null),
        '✓ Verified: every figure follows from the decisions and the data.',
        `  Computed again: ${verified.computed.join('; ')}.`,
        `  Not computed, claims of whoever made the run: ${verified.claims.join('; ')}.`,
      ];
    case 'differs': {
      const [first = '', ...others] = verified.differences;
      const left = others.length - MOST_TOLD;
      return [
        ...noticeOf(verified.report?.notice ?? null),
        `✗ Differs: ${first}`,
        ...others.slice(0, MOST_TOLD).map((each) => `  also ${each}`),
        ...(left > 0 ? [`  and ${left} more`] : []),
      ];
    }
    case 'unusable':
      return [`✗ Unusable: ${verified.reason}`];
    default:
      return verified satisfies never;
  }
}

function noticeOf(notice: string | null): readonly string[] {
  return notice === null ? [] : [notice];
}

const ANSWERS = {
  verified: '✓ Verified',
  differs: '✗ Differs',
  unusable: '✗ Unusable',
  nothing: '– Nothing to compute',
} as const;

/** What came of a bundle, for a terminal: the answer, then a line for each strategy. Ends with a line end. */
export function renderBundleVerification({ answer, strategies }: BundleVerification): string {
  const count = strategies.filter((each) => each.answer === 'verified').length;
  const computed = `${count} of ${strategies.length} strategies verified`;
  // Where nothing came to its end, nothing was shown to be right either.
  const isEmpty = strategies.every((each) => each.answer === 'nothing');
  return `${[`${ANSWERS[isEmpty ? 'nothing' : answer]}: ${computed}`, ...strategies.map(strategyLine)].map(oneLine).join('\n')}\n`;
}

function strategyLine({ answer, path, words, comparison }: StrategyVerification): string {
  const compared = comparison === null ? '' : `, compared with the base again`;
  return `  ${ANSWERS[answer]}: ${path}${words === null ? compared : `: ${words}`}`;
}

/** Words of a stranger can do nothing to a terminal and begin no line of their own; the indent is ours. */
function oneLine(line: string): string {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const joined = line.replaceAll(/[.;]?\s*\n\s*/g, '; ');
  return indent + removeInvisible(joined).text.replaceAll(/\s+/g, ' ').trim();
}
