import { inlineCode } from '../../kernel/markdown/inline-code.ts';
import { plainText } from '../../kernel/markdown/plain-text.ts';
import { table } from '../../kernel/markdown/table.ts';
import { tableCell } from '../../kernel/markdown/table-cell.ts';
import { comparisonHeadline } from '../artefacts/figures/comparison-line.ts';
import type { Attestation } from './attestation.ts';
import type { Weight } from './blocking-rule.ts';
import type { Answer, JudgedStrategy, Verdict } from './verdict.ts';

/** Most characters of one reason, and most reasons of a strategy, that are told. */
const LONGEST_REASON = 500;
const MOST_REASONS = 30;
const MOST_DIFFERENCES = 10;

const ANSWERS: Readonly<Record<Answer, string>> = {
  fails: 'fails',
  broken: 'could not be run',
  unproven: 'not proven',
  good: 'passes',
};

/** The decision in one line of plain text: better, worse or not distinguishable, with the figure that decides. */
export function headlineOf({ strategies, answer }: Verdict): string {
  const [worst] = strategies;
  if (worst === undefined || answer === 'nothing') return 'no strategy is touched';
  const one = lineOf(worst);
  if (strategies.length === 1) return one;
  const counts = (['fails', 'broken', 'unproven', 'good'] as const).flatMap((each) => {
    const count = strategies.filter((strategy) => strategy.answer === each).length;
    return count === 0 ? [] : [`${count} ${COUNTED[each]}`];
  });
  return `${strategies.length} strategies: ${counts.join(', ')}; ${nameOf(worst)}: ${one}`;
}

const COUNTED: Readonly<Record<Answer, string>> = {
  fails: 'fail',
  broken: 'could not be run',
  unproven: 'not proven',
  good: 'pass',
};

function lineOf({ facts, answer, reasons }: JudgedStrategy): string {
  const [worst] = reasons;
  const told = worst === undefined ? '' : ` (${worst.rule})`;
  const { comparison, strategy } = facts;
  if (comparison !== null) {
    const beside = answer === 'good' ? '' : `; ${ANSWERS[answer]}${told}`;
    return `${comparisonHeadline(comparison)}${beside}`;
  }
  const fresh = strategy.base === 'absent' && facts.report !== null ? 'a new strategy, ' : '';
  return `${fresh}${ANSWERS[answer]}${told}`;
}

/** The name of a strategy file without its folders; a long one by its end, since the figure behind it says more. */
function nameOf({ facts }: JudgedStrategy): string {
  const name = facts.strategy.path.slice(facts.strategy.path.lastIndexOf('/') + 1);
  return name.length > LONGEST_NAME ? `…${name.slice(-LONGEST_NAME).replace(/^[\udc00-\udfff]/, '')}` : name;
}

const LONGEST_NAME = 60;

const SIGNS: Readonly<Record<Weight, string>> = { fails: '✗', broken: '✗', unproven: '–' };

/** Everything that speaks against a strategy as a table; a sentence where nothing does. */
export function drawReasons({ reasons, answer }: JudgedStrategy): string {
  if (reasons.length === 0) return answer === 'good' ? 'Nothing speaks against it.' : '';
  const rows = reasons
    .slice(0, MOST_REASONS)
    .map(({ rule, weight, words }) => [SIGNS[weight], tableCell(rule, 100), tableCell(words, LONGEST_REASON)]);
  const rest = reasons.length - rows.length;
  return `${table(['', 'rule', 'what was found'], rows)}${rest > 0 ? `\n\nAnd ${rest} more.` : ''}`;
}

/** Whether the report is believed and why, in a sentence; what is otherwise as a list. */
export function drawAttestation(attestation: Attestation): string {
  if (attestation.kind === 'attested') return `**Attested**: ${BY[attestation.by]} The figures were computed again.`;
  const shown = attestation.differences.slice(0, MOST_DIFFERENCES).map((each) => `- ${plainText(each, 400)}`);
  const rest = attestation.differences.length - shown.length;
  return [
    `**Not attested**: what follows is a claim of the pull request, and decides nothing. ${inlineCode('/conclave backtest')} lets the workflow of the default branch make a report that counts.`,
    [...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n'),
  ].join('\n\n');
}

const BY = {
  base: 'workflow, action, configuration and data are those of the base.',
  'default-branch': 'the workflow of the default branch made it, on data of the base.',
} as const;
